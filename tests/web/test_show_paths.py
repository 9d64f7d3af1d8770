"""Which folders below the output are private."""

from service.core.show_settings import ShowSettings
from service.settings import Settings
from service.web.show_paths import is_private, path

OPEN = ShowSettings(slug="daily")
SECRET = ShowSettings(slug="board", path="board-3f9c2a71d0b84e65")


def test_a_show_without_a_path_lies_under_its_slug():
    assert (path(OPEN), path(SECRET)) == ("daily", SECRET.path)


def test_private_is_every_folder_but_the_slug_of_a_show_that_lies_there():
    settings = Settings.model_construct(show=(OPEN, SECRET))
    folders = ("daily", SECRET.path, "board", "board-0a1b2c3d4e5f6071", "Daily", "")
    assert [folder for folder in folders if not is_private(settings, folder)] == ["daily"]
