"""The invented pages of tests/data/web/pages.toml, as a site answers them."""

import pathlib
import tomllib

import pytest

from service.sources.fetching import Response

FOLDER = pathlib.Path(__file__).parent.parent / "data/web"
PAGES = tomllib.loads((FOLDER / "pages.toml").read_text(encoding="utf-8"))
HEADLINE = "白石镇老粮站变身图书室"


def named(cases):
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in cases])


def filled(text):
    for number, paragraph in PAGES["paragraphs"].items():
        text = text.replace(f"«{number}»", paragraph)
    return text


def answer(case):
    title = case.get("title", HEADLINE)
    heading = "" if case.get("no_h1") or case.get("failed") else f"<h1>{title}</h1>"
    text = f"<html><head><title>{title}</title></head><body>{heading}{filled(case['body'])}</body></html>"
    return Response("https://baishi.example/a.html", "text/html; charset=utf-8", text.encode())


def kept_page(name):
    return Response("https://baishi.example/a.html", "text/html", (FOLDER / "pages" / name).read_bytes())


def rows(name):
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]
