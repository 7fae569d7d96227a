// Reloads what changed, and shows what is wrong. Only in previews; never part of a published site.
(function () {
  'use strict';
  var own = document.currentScript;
  var frame = own.getAttribute('data-frame');
  var base = own.getAttribute('data-base');
  var styles = own.getAttribute('data-styles');
  var place = 'mingbai:place:' + location.pathname;
  var source = null;
  var before = null;
  var kept = null;

  // The details of a page by what stays when the page is edited: their id, else the words of their summary.
  function eachDetails(visit) {
    var seen = {};
    document.querySelectorAll('details').forEach(function (d) {
      var summary = d.querySelector('summary');
      var name = d.id || 'summary ' + (summary ? summary.textContent.trim() : '');
      seen[name] = (seen[name] || 0) + 1;
      visit(name + ' ' + seen[name], d);
    });
  }

  // Back to where the reader was: scroll position and open details.
  function remember() {
    var now = { x: scrollX, y: scrollY, open: kept ? kept.open : {} };
    eachDetails(function (name, d) { now.open[name] = d.open; });
    // A page that is short for a moment, because a file was half written, does not make the reader lose the place.
    var lowest = document.documentElement.scrollHeight - innerHeight;
    var still = kept && (Math.abs(kept.landed - scrollY) < 2 || (scrollY < kept.landed && scrollY > lowest - 2));
    if (still && !kept.moved) { now.x = kept.x; now.y = kept.y; }
    try {
      sessionStorage.setItem(place, JSON.stringify(now));
      // The browser would look for what was in sight, and not find it where the text has changed.
      history.scrollRestoration = 'manual';
    } catch (e) { /* private mode */ }
  }

  function recall() {
    var last = null;
    try {
      last = JSON.parse(sessionStorage.getItem(place) || 'null');
      sessionStorage.removeItem(place);
    } catch (e) { /* nothing remembered */ }
    if (!last) return;
    eachDetails(function (name, d) { if (name in last.open) d.open = last.open[name]; });
    kept = last;
    ['wheel', 'touchmove', 'keydown', 'pointerdown'].forEach(function (name) {
      addEventListener(name, function () { kept.moved = true; }, { passive: true });
    });
    var back = function () {
      scrollTo({ left: last.x, top: last.y, behavior: 'instant' });
      kept.landed = scrollY;
    };
    back();
    // Pictures without a size move the page once more when they are there.
    addEventListener('load', function () {
      back();
      setTimeout(function () { history.scrollRestoration = 'auto'; }, 100);
    });
  }

  function reload() { remember(); location.reload(); }

  function element(name, className, text) {
    var e = document.createElement(name);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  function button(text, action) {
    var b = element('button', '', '×');
    b.type = 'button';
    b.setAttribute('aria-label', text);
    b.addEventListener('click', action);
    return b;
  }

  function clear() {
    var old = document.getElementById('mingbai-overlay');
    if (!old) return;
    var inside = old.contains(document.activeElement);
    old.remove();
    if (inside && before && document.contains(before)) before.focus({ preventScroll: true });
    before = null;
  }

  function show(report) {
    var focused = document.activeElement;
    var old = document.getElementById('mingbai-overlay');
    if (!old) before = focused;
    if (old) old.remove();
    var box = element('div');
    box.id = 'mingbai-overlay';
    box.lang = report.lang;
    box.setAttribute('role', 'alertdialog');
    box.setAttribute('aria-labelledby', 'mingbai-overlay-title');
    box.tabIndex = -1;
    var head = element('div', 'mingbai-head');
    var title = element('p', '', report.title);
    title.id = 'mingbai-overlay-title';
    head.appendChild(title);
    head.appendChild(button(report.close, clear));
    box.appendChild(head);
    report.problems.forEach(function (p) {
      var item = element('section', 'mingbai-' + p.severity);
      item.appendChild(element('p', 'mingbai-message', p.message));
      if (p.place) item.appendChild(element('p', 'mingbai-place', p.place));
      if (p.excerpt) {
        var pre = element('pre');
        pre.appendChild(document.createTextNode(p.excerpt[0]));
        pre.appendChild(element('mark', '', p.excerpt[1] || ' '));
        pre.appendChild(document.createTextNode(p.excerpt[2]));
        item.appendChild(pre);
      }
      if (p.help) item.appendChild(element('p', 'mingbai-help', p.help));
      box.appendChild(item);
    });
    if (report.more) box.appendChild(element('p', '', report.more));
    document.body.appendChild(box);
    box.focus({ preventScroll: true });
  }

  // In the corner: that the preview differs from what it began with, and the way to what differs.
  function badge(data) {
    var old = document.getElementById('mingbai-badge');
    if (old) old.remove();
    var closed = null;
    try { closed = sessionStorage.getItem('mingbai:badge'); } catch (e) { /* private mode */ }
    if (!data.text || closed === data.text) return;
    var box = element('div');
    box.id = 'mingbai-badge';
    box.lang = data.lang;
    var link = element('a', '', data.text);
    link.href = data.url + '?lang=' + data.lang;
    box.appendChild(link);
    box.appendChild(button(data.close, function () {
      box.remove();
      try { sessionStorage.setItem('mingbai:badge', data.text); } catch (e) { /* private mode */ }
    }));
    document.body.appendChild(box);
  }

  // A new sheet takes the old one's place once it is there, so that the page never stands without.
  function restyle(list) {
    var links = [];
    document.querySelectorAll('link[rel~="stylesheet"]:not([rel~="alternate"])').forEach(function (link) {
      if (link.getAttribute('href').indexOf('/__mingbai/') !== 0 && !link.hasAttribute('data-mingbai-old')) links.push(link);
    });
    if (links.length !== list.length) return reload();
    links.forEach(function (link, i) {
      var known = link.getAttribute('data-mingbai-hash');
      var same = link.getAttribute('href').split('?')[0] === list[i][0].split('?')[0];
      if (same && known === list[i][1]) return;
      var next = link.cloneNode();
      next.setAttribute('data-mingbai-hash', list[i][1]);
      next.href = same ? list[i][0] + (list[i][0].indexOf('?') < 0 ? '?' : '&') + 'mingbai=' + list[i][1] : list[i][0];
      link.setAttribute('data-mingbai-old', '');
      var gone = function () { link.remove(); };
      next.addEventListener('load', gone);
      next.addEventListener('error', gone);
      link.parentNode.insertBefore(next, link.nextSibling);
    });
  }

  function listen() {
    if (source) return;
    source = new EventSource('/__mingbai/events?page=' + encodeURIComponent(location.pathname) +
      '&lang=' + encodeURIComponent(document.documentElement.lang) + '&base=' + encodeURIComponent(base) + '&frame=' + frame + '&styles=' + styles);
    source.addEventListener('reload', reload);
    source.addEventListener('go', function (e) { remember(); location.replace(e.data + location.hash); });
    source.addEventListener('styles', function (e) {
      var data = JSON.parse(e.data);
      if (data.hash === styles) return;
      styles = data.hash;
      restyle(data.list);
    });
    source.addEventListener('problems', function (e) { show(JSON.parse(e.data)); });
    source.addEventListener('fixed', clear);
    source.addEventListener('badge', function (e) { badge(JSON.parse(e.data)); });
    source.onerror = function () {
      // The browser asks again by itself, unless it was refused: then something else had the port for a while.
      if (source && source.readyState === 2) { stop(); setTimeout(look, 1000); }
    };
  }

  function stop() {
    if (source) source.close();
    source = null;
  }

  // Browsers allow few connections to a host: a page that nobody sees lets go of its own, and catches up later.
  function look() {
    if (document.visibilityState === 'hidden') stop(); else listen();
  }

  document.addEventListener('keydown', function (e) { if (e.key === 'Escape') clear(); });
  document.addEventListener('visibilitychange', look);
  addEventListener('pageshow', look);
  addEventListener('pagehide', stop);
  // After the site's own scripts, which may open and close details themselves.
  document.addEventListener('DOMContentLoaded', recall);
  look();
})();
