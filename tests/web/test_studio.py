"""What lets an editor hear a draft is loaded when somebody first listens, once."""

import subprocess
import sys

from service.web.studio import Studio


def test_there_is_one_of_each_and_the_programmes_use_the_same_engines():
    studio = Studio()
    assert studio.engines is studio.engines
    assert studio.jobs._engines is studio.engines


def test_nothing_is_loaded_until_somebody_listens():
    code = "import sys; from service.web.studio import Studio; Studio(); print('service.pipeline' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
