"""`/openapi.json` describes the API that there is: every address and method, no more, and every schema."""

import datetime as dt
import json
import re
from dataclasses import asdict
from urllib.parse import urlsplit

import pytest

from service.core import json_codec
from service.editing.programme_check import Finding
from service.model import EditorChange
from service.pipeline.draft_desk import DraftView, DraftWarning
from service.pipeline.draft_versions import DraftVersion
from service.runs import draft_report
from service.runs.run_records import Run, new_id
from service.web import openapi
from service.web.api import BriefingsApi
from service.web.copy_api import CopyApi
from service.web.drafts_api import DraftsApi
from service.web.items_api import ItemsApi
from service.web.schemas import BriefingOrder, ChangeOrder
from tests.support.draft_samples import draft
from tests.support.paths import ROOT

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)


def routes():
    found = {}
    parts = (
        BriefingsApi(None, None),
        DraftsApi(None, None, None, None),
        CopyApi(None, None),
        ItemsApi(None, None, None),
    )
    for route in (each for part in parts for each in part.routes):
        path = route.path.replace(":path}", "}")
        found.setdefault(f"/api{path}", set()).update({each.lower() for each in route.methods - {"HEAD"}})
    return found


def test_each_address_and_method_is_described_and_no_other():
    described = {path: set(operations) for path, operations in openapi.description()["paths"].items()}
    assert described == routes()


def test_each_part_of_an_address_is_a_parameter():
    for path, operations in openapi.description()["paths"].items():
        for operation in operations.values():
            named = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
            assert named == set(re.findall(r"\{(\w+)\}", path))


def test_each_reference_leads_to_a_schema():
    text = json.dumps(openapi.description())
    schemas = openapi.description()["components"]["schemas"]
    assert set(re.findall(r'"#/components/schemas/(\w+)"', text)) == set(schemas)


def test_the_schemas_are_those_of_what_is_read_and_answered():
    schemas = openapi.description()["components"]["schemas"]
    assert set(schemas["BriefingOrder"]["properties"]) == set(BriefingOrder.model_fields)
    assert set(schemas["ChangeOrder"]["properties"]) == set(ChangeOrder.model_fields)
    assert {"segments", "left_out", "warnings", "changes"} <= set(schemas["DraftReport"]["properties"])


def faults(value, schema, place="#"):
    """Yield where a value is not what a schema of ours says: types, members, references, choices."""
    if ref := schema.get("$ref"):
        schema = openapi.description()["components"]["schemas"][ref.rpartition("/")[2]]
    if choices := schema.get("anyOf"):
        found = [list(faults(value, each, place)) for each in choices]
        yield from [] if [] in found else found[0]
        return
    kinds = {"object": dict, "array": list, "string": str, "number": int | float, "integer": int, "boolean": bool}
    kind = schema.get("type")
    if kind == "null" or (kind and not isinstance(value, kinds[kind])):
        if value is not None or kind != "null":
            yield f"{place} is no {kind}"
    elif kind == "object":
        known = schema.get("properties", {})
        yield from (f"{place}/{name} is missing" for name in schema.get("required", []) if name not in value)
        for name, each in value.items():
            if name in known:
                yield from faults(each, known[name], f"{place}/{name}")
            elif not schema.get("additionalProperties"):
                yield f"{place}/{name} is not described"
    elif kind == "array":
        for number, each in enumerate(value):
            yield from faults(each, schema["items"], f"{place}/{number}")


def test_a_draft_and_a_run_are_what_is_described():
    script = draft().script
    times = tuple((float(n), n + 1.0) for n in range(len(script.segments)))
    version = DraftVersion(3, draft(), undo=2, saved_by="甲", saved_at=NOW)
    change, finding = EditorChange("drop", "大桥通车"), Finding(2, "99人", "number: not in the source")
    warnings = (DraftWarning(finding, 0),)
    view = DraftView(version, script, times, 300.0, warnings, script.skipped[:1], (change,))
    told = json.loads(json.dumps(asdict(draft_report.told("daily", "x", view))))
    assert list(faults(told, {"$ref": "#/components/schemas/DraftReport"})) == []
    run = json.loads(json_codec.dump(Run(new_id(NOW), "daily", "api", NOW, approved_by="甲")))
    assert list(faults(run, {"$ref": "#/components/schemas/Run"})) == []
    assert list(faults({**told, "version": "3", "more": 1}, {"$ref": "#/components/schemas/DraftReport"}))


@pytest.mark.slow
def test_it_is_served_to_everybody(service):
    answer = service.get("/openapi.json", bearer=False)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json["openapi"] == "3.1.0"


# The document


def documented():
    """Every request of the document's examples, as path and method, with the names of the shell in place."""
    text = (ROOT / "docs/api.md").read_text("utf-8")
    names = dict(re.findall(r"^ {4}(API|D)=(\S+)$", text, re.MULTILINE))
    for line in re.findall(r"^ {4}curl (.*)$", text, re.MULTILINE):
        address = next(word.strip('"') for word in line.split() if word.strip('"').startswith(("$API", "$D", "http")))
        for name in ("D", "API"):
            address = address.replace(f"${name}", names[name])
        method = re.search(r"-X (\w+)", line)
        sends = re.search("--json|--data-binary", line)
        yield urlsplit(address).path, method[1].lower() if method else "post" if sends else "get"


def test_each_request_of_the_document_is_there_and_each_there_is_has_an_example():
    patterns = {
        path: re.compile(re.sub(r"\{\w+\}", "[^/]+", re.escape(path).replace(r"\{", "{").replace(r"\}", "}")))
        for path in routes()
    }
    found = {}
    for address, method in documented():
        if address != "/openapi.json":
            (path,) = [path for path, pattern in patterns.items() if pattern.fullmatch(address)]
            found.setdefault(path, set()).add(method)
    assert found == routes()


def test_the_document_names_each_verb_of_a_change():
    rows = (ROOT / "docs/api.md").read_text("utf-8").split("| `verb` |")[1].split("\n\n")[0]
    named = re.findall(r"`(\w+)`", "".join(row.split("|")[1] for row in rows.splitlines()[2:]))
    assert sorted(named) == sorted(ChangeOrder.model_json_schema()["properties"]["verb"]["enum"])
