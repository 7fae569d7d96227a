"""The workflows of docs/deploy, run by hand: every command of every job in a clean folder, in its order, and what they
deploy opened on a local static server at a sub-path.

    steps.py MINGBAI REPOSITORY
"""

import functools
import hashlib
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request

import yaml

SUB = "gd/town"

# Conditions as they come out for a push to the main branch.
CONDITIONS = {
    "github.event_name != 'pull_request'": True,
    "github.event_name != 'pull_request' && github.ref == 'refs/heads/main'": True,
}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def shell(script, folder, env, *options):
    done = subprocess.run(["bash", *options, "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"steps: this failed in {folder}:\n{script}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def clean(folder):
    """An environment that knows nothing of this machine but its tools."""
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "RUNNER_TEMP": str(folder)}


def checkout(site, folder):
    shutil.copytree(site, folder, dirs_exist_ok=True)


def publish(source, served):
    target = served / SUB
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def github(text, site, work, served, values):
    flow = yaml.safe_load(text)
    assert "schedule" in flow[True], "a nightly rebuild (YAML 1.1 reads the key `on` as true)"
    done = []
    artifact = work / "artifact"

    def filled(text, runner):
        values["runner.temp"] = str(runner)

        def value(found):
            return values[found[1]]

        return re.sub(r"\$\{\{ *(.*?) *\}\}", value, str(text))

    for name, job in flow["jobs"].items():
        assert all(needed in done for needed in [job.get("needs", [])] if needed), f"{name} comes too early"
        assert CONDITIONS[job["if"]] if "if" in job else True
        assert job["timeout-minutes"] <= 15
        folder, runner = work / name / "site", work / name / "temp"
        folder.mkdir(parents=True)
        runner.mkdir()
        env = clean(runner) | {key: filled(value, runner) for key, value in flow["env"].items()}
        for step in job["steps"]:
            uses = step.get("uses", "").split("@")[0]
            if uses == "actions/checkout":
                checkout(site, folder)
            elif uses == "actions/upload-pages-artifact":
                shutil.copytree(filled(step["with"]["path"], runner), artifact)
            elif uses == "actions/deploy-pages":
                publish(artifact, served)
            elif uses:
                assert uses == "actions/configure-pages", uses
            else:
                own = {key: filled(value, runner) for key, value in step.get("env", {}).items()}
                shell(filled(step["run"], runner), folder, env | own, "-e")
        done.append(name)
    return done


def gitlab(text, site, work, served, values):
    flow = yaml.safe_load(text)
    jobs = {name: job for name, job in flow.items() if isinstance(job, dict) and "script" in job}
    done = []
    for stage in flow["stages"]:
        for name, job in jobs.items():
            if job["stage"] != stage:
                continue
            folder = work / name
            checkout(site, folder)
            env = clean(work) | values
            shell("\n".join(flow["default"]["before_script"] + job["script"]), folder, env, "-e", "-o", "pipefail")
            for path in job.get("artifacts", {}).get("paths", []):
                publish(folder / path, served)
            done.append(name)
    return done


def get(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.status, answer.read()


def opened(base):
    """The deployed site: its home page, and everything that this one leads to within the site."""
    status, home = get(base)
    home = home.decode()
    assert status == 200 and "<h1" in home
    links = {urllib.parse.urljoin(base, link) for link in re.findall(r'(?:href|src)="([^"#]+)', home)}
    own = sorted(link for link in links if urllib.parse.urlsplit(link).netloc == urllib.parse.urlsplit(base).netloc)
    assert len(own) > 10, own
    for link in own:
        assert link.startswith(base), f"{link} leaves the sub-path"
        assert get(link)[0] == 200, link
    assert base.encode() in get(base + "sitemap.xml")[1], "addresses are those of the host"
    for hidden in (".mingbai/manifest", "nowhere/"):
        try:
            get(base + hidden)
        except urllib.error.HTTPError as error:
            assert error.code == 404
        else:
            sys.exit(f"steps: {hidden} is there")
    assert (get(base + "404.html")[0]) == 200
    return len(own)


def main():
    mingbai, repository = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    digest = hashlib.sha256(mingbai.read_bytes()).hexdigest()
    for script in (repository / "docs/deploy/github").glob("*.yml"):
        for job in yaml.safe_load(script.read_text("utf-8"))["jobs"].values():
            for step in job["steps"]:
                if "run" in step:
                    shell(step["run"], "/", clean("/"), "-n")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        served = folder / "served"
        served.mkdir()
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(served)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/{SUB}/"
        for host, path, run in (("github", ".github/workflows/mingbai.yml", github), ("gitlab", ".gitlab-ci.yml", gitlab)):
            work = folder / host
            site = work / "repository"
            site.mkdir(parents=True)
            for part in ("content", "themes"):
                shutil.copytree(repository / part, site / part)
            shutil.copy(repository / "site.yaml", site)
            shell(f'"{mingbai}" init --host {host} .', site, clean(work))
            values = {
                "vars.MINGBAI_URL": mingbai.as_uri(),
                "vars.MINGBAI_SHA256": digest,
                "steps.pages.outputs.base_url": base,
                "MINGBAI_URL": mingbai.as_uri(),
                "MINGBAI_SHA256": digest,
                "CI_PAGES_URL": base,
            }
            shutil.rmtree(served / SUB, ignore_errors=True)
            done = run((site / path).read_text("utf-8"), site, work, served, values)
            print(f"steps: {host}: {', '.join(done)}; {opened(base)} addresses of the home page open at /{SUB}/")
        server.shutdown()


if __name__ == "__main__":
    main()
