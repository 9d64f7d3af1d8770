"""A show of many years publishes one more episode as quickly as a young one."""

import pytest

from service.publishing import show_index
from service.storage.local_folder import FolderStorage
from tests.support.long_show import publishing_seconds
from tests.support.publishing_samples import SHOW


@pytest.mark.slow
@pytest.mark.alone
def test_five_thousand_episodes(tmp_path):
    assert publishing_seconds(tmp_path, 5000) < 1
    assert len(show_index.load(FolderStorage(tmp_path), SHOW).ids) == 5004
