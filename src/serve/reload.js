// Reloads what changed, and shows what is wrong. Only in previews; never part of a published site.
(function () {
  'use strict';
  var place = 'mingbai:place:' + location.pathname;
  var build = null;

  // Back to where the reader was: scroll position and open details.
  function remember() {
    var open = [];
    document.querySelectorAll('details').forEach(function (d, i) { if (d.open) open.push(i); });
    try { sessionStorage.setItem(place, JSON.stringify({ x: scrollX, y: scrollY, open: open })); } catch (e) { /* private mode */ }
  }
  try {
    var last = JSON.parse(sessionStorage.getItem(place) || 'null');
    sessionStorage.removeItem(place);
    if (last) {
      document.querySelectorAll('details').forEach(function (d, i) { if (last.open.indexOf(i) >= 0) d.open = true; });
      scrollTo(last.x, last.y);
    }
  } catch (e) { /* nothing remembered */ }

  function reload() { remember(); location.reload(); }

  function element(name, className, text) {
    var e = document.createElement(name);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  function clear() {
    var old = document.getElementById('mingbai-overlay');
    if (old) old.remove();
  }

  function show(report) {
    clear();
    var box = element('div');
    box.id = 'mingbai-overlay';
    box.setAttribute('role', 'alertdialog');
    box.setAttribute('aria-label', report.title);
    box.tabIndex = -1;
    var head = element('p', 'mingbai-head', report.title);
    var close = element('button', '', '×');
    close.type = 'button';
    close.setAttribute('aria-label', report.close);
    close.addEventListener('click', clear);
    head.appendChild(close);
    box.appendChild(head);
    report.problems.forEach(function (p) {
      var item = element('section', 'mingbai-' + p.severity);
      item.appendChild(element('p', 'mingbai-message', p.message));
      if (p.place) item.appendChild(element('p', 'mingbai-place', p.place));
      if (p.excerpt) {
        var pre = element('pre');
        pre.appendChild(document.createTextNode(p.excerpt.before));
        pre.appendChild(element('mark', '', p.excerpt.marked || ' '));
        pre.appendChild(document.createTextNode(p.excerpt.after));
        item.appendChild(pre);
      }
      if (p.help) item.appendChild(element('p', 'mingbai-help', p.help));
      box.appendChild(item);
    });
    document.body.appendChild(box);
    box.focus();
  }
  document.addEventListener('keydown', function (e) { if (e.key === 'Escape') clear(); });

  var source = new EventSource('/__mingbai/events?page=' + encodeURIComponent(location.pathname));
  source.addEventListener('hello', function (e) {
    // After a restart of the program the page may be an old one.
    if (build !== null && build !== e.data) reload();
    build = e.data;
  });
  source.addEventListener('reload', reload);
  source.addEventListener('style', function (e) {
    JSON.parse(e.data).forEach(function (pair) {
      document.querySelectorAll('link[rel=stylesheet]').forEach(function (link) {
        if (new URL(link.href).pathname === pair[0]) link.href = pair[1];
      });
    });
  });
  source.addEventListener('problems', function (e) { show(JSON.parse(e.data)); });
  source.addEventListener('fixed', clear);
  addEventListener('pagehide', function () { source.close(); });
})();
