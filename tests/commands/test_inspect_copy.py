"""`tingbao inspect copy`: what was understood of the copy of the next programme."""

import datetime as dt

from service import settings
from service.runs.sent_copy import SentCopy

PAGE = "云雁大桥通车\n\n本报讯（记者 田雨）云雁大桥昨天正式通车，全长3218米。\n\n两岸车程由40分钟缩短到6分钟。\n"


def test_files_are_told_with_their_articles_and_what_is_not_read(tingbao, tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    found = settings.load(tmp_path / "tingbao.toml")
    copy = SentCopy(found, found.show[0], dt.datetime.now(dt.UTC))
    copy.save("a.txt", PAGE.encode())
    copy.save("b.pdf", b"%PDF-1.4 damaged")
    told = tingbao("inspect", "copy", "--json").json
    assert (told["show"], told["date"]) == ("daily", copy.date.isoformat())
    page, damaged = told["files"]
    assert (page["name"], page["articles"][0]["title"], page["skipped"]) == ("a.txt", "云雁大桥通车", [])
    assert page["articles"][0]["repairs"]
    assert (damaged["articles"], len(damaged["skipped"])) == ([], 1)
    assert "云雁大桥通车" in tingbao("inspect", "copy").out
