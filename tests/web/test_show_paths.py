"""Which folders of the shows are private."""

from service.settings import Settings, ShowSettings
from service.web.show_paths import path, private_paths

OPEN = ShowSettings(slug="daily")
SECRET = ShowSettings(slug="board", path="board-3f9c2a71d0b84e65")


def test_a_show_without_a_path_lies_under_its_slug():
    assert (path(OPEN), path(SECRET)) == ("daily", SECRET.path)


def test_private_is_whose_path_is_not_the_slug():
    settings = Settings.model_construct(show=(OPEN, SECRET))
    assert private_paths(settings) == {SECRET.path}
