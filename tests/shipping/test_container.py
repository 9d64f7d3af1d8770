"""The Dockerfile, carried out as far as it can be without an engine: its steps in a root folder of their own, then the
container's command as the container's user, on a root that is read-only but for the volumes."""

import json
import re
import socket
import subprocess
import tomllib

import pytest

from tests.shipping.test_wheel import under_version_control
from tests.support import dockerfile
from tests.support.container import BUILD, IMAGE, SHUT_OUT, command, context, inside, surroundings
from tests.support.paths import ROOT

MADE = ("--engine", "espeak", "--length", "40s", "--date", "2026-03-21", "--json")


def test_both_stages_have_a_python_that_the_project_admits():
    [least] = re.findall(
        r"^>=(\d+)\.(\d+)$", tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    )
    for stage in (BUILD, IMAGE):
        found = re.fullmatch(r"python:(\d+)\.(\d+)-slim-\w+@sha256:[0-9a-f]{64}", stage.image)
        assert tuple(map(int, found.groups())) >= tuple(map(int, least))
    assert BUILD.image == IMAGE.image  # the environment is moved from one to the other


def test_everything_that_is_copied_is_sent_and_there():
    sent = context()
    for line in BUILD.all("COPY"):
        *sources, _ = dockerfile.words(line)
        for source in sources:
            assert any(name == source or name.startswith(f"{source}/") for name in sent), source
    assert IMAGE.all("COPY") == ["--from=build /opt/tingbao /opt/tingbao"]


def test_nothing_else_is_sent():
    copied = {source for line in BUILD.all("COPY") for source in dockerfile.words(line)[:-1]}
    assert {name.split("/")[0] for name in context()} == {source.split("/")[0] for source in copied}
    private = ("output/tingbao/feed.xml", ".tingbao/state.sqlite", ".git/config", "voices/models/a/model.onnx")
    assert all(dockerfile.ignored(SHUT_OUT, name) for name in (*private, "tingbao.toml", "service/__pycache__/a.pyc"))


def test_everything_that_the_wheel_holds_is_sent():
    built = set(under_version_control("service", "voices", "LICENSE", "NOTICE.md"))
    assert built <= set(context())


def test_the_packages_are_those_of_the_hashes():
    assert "pip install --require-hashes -r requirements.txt" in BUILD.all("RUN")
    assert "--require-hashes -r" in (ROOT / "run").read_text("utf-8")  # what ./run does, and CI with it


def test_nobody_runs_it_as_root():
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", IMAGE.last("USER"))


def test_its_volumes_are_where_the_program_writes():
    volumes = dockerfile.words(IMAGE.last("VOLUME"))
    assert [IMAGE.environment["TINGBAO_OUTPUT"], IMAGE.environment["TINGBAO_STATE"]] == volumes


def test_the_compose_file_agrees():
    text = (ROOT / "docs" / "compose.yaml").read_text("utf-8")
    for volume in dockerfile.words(IMAGE.last("VOLUME")):
        assert re.search(rf"^ +- \w+:{volume}$", text, re.MULTILINE)
    assert f":{IMAGE.last('WORKDIR')}:ro" in text
    assert f'ports: ["127.0.0.1:{IMAGE.last("EXPOSE")}:{IMAGE.environment["TINGBAO_PORT"]}"]' in text
    assert {"read_only: true", "cap_drop: [ALL]", "init: true", "mem_limit: 2g"} <= {
        line.split(" #")[0].strip() for line in text.splitlines()
    }
    from service.settings import ServiceSettings

    names = {name.lower() for name in re.findall(r"^ +TINGBAO_(\w+):", text, re.MULTILINE)}
    assert names - {"token"} <= set(ServiceSettings.model_fields)


def contained(port=8000, **more):
    """How the container's commands are run: its environment, its user, a root that is read-only."""
    path = IMAGE.environment["PATH"].replace("$PATH", "/usr/bin:/bin")
    environment = IMAGE.environment | {"PATH": path, "HOME": "/", "TINGBAO_PORT": port}
    return {
        "environment": environment | more,
        "user": IMAGE.last("USER"),
        "writable": " ".join(dockerfile.words(IMAGE.last("VOLUME"))),
    }


def at_home(*words):
    return ("sh", "-c", f'cd {IMAGE.last("WORKDIR")} && exec "$@"', "sh", *words)


@pytest.mark.slow
def test_the_root_is_read_only(image):
    outcome = inside(
        image,
        "sh",
        "-c",
        "id -u; touch /x /tmp/x /config/x /opt/tingbao/x; touch /output/x /state/x && rm /output/x /state/x",
        **contained(),
    )
    assert outcome.stdout.strip() == IMAGE.last("USER").split(":")[0]
    assert outcome.stderr.count("cannot touch") == 4


@pytest.mark.slow
def test_the_container_makes_an_episode(image):
    outcome = inside(image, *at_home(*dockerfile.words(IMAGE.last("ENTRYPOINT")), "make", *MADE), **contained())
    assert outcome.returncode == 0, outcome.stderr
    assert json.loads(outcome.stdout)["status"] in ("made", "unchanged")
    assert (image / "output/tingbao/feed.xml").is_file()
    assert (image / "state/clips").is_dir()


@pytest.mark.slow
def test_the_container_serves_and_is_found_healthy(image):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    health = dockerfile.words(IMAGE.last("HEALTHCHECK").partition("CMD ")[2])
    assert inside(image, *health, **contained(port)).returncode == 1  # nobody there yet
    words = at_home(*dockerfile.words(IMAGE.last("ENTRYPOINT")), *dockerfile.words(IMAGE.last("CMD")))
    server = subprocess.Popen(
        command(image, *words, **contained(port)), env=surroundings(), stderr=subprocess.PIPE, text=True
    )
    try:
        while "Serving" not in (line := server.stderr.readline()):
            assert line, "the server has ended"
        outcome = inside(image, *health, **contained(port))
        assert outcome.returncode == 0, outcome.stderr
    finally:
        server.terminate()
        server.communicate(timeout=20)
    assert server.returncode in (0, -15)
