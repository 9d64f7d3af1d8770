"""What the tests of the container and of the systemd units share: the folder that the Dockerfile leads to."""

import os
import subprocess

import pytest

from tests.support.container import build


@pytest.fixture(scope="session")
def image(tmp_path_factory):
    if os.geteuid() or subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode:
        pytest.skip("mount namespaces need root's rights")
    root = tmp_path_factory.mktemp("image")
    build(root)
    return root
