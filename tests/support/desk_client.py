"""A browser without scripts for the desk: it keeps cookies and sends forms as they stand in the page."""

import http.client
import re
from urllib.parse import urlencode

import lxml.html

from tests.support.web_service import Answer

NAME, PASSWORD = "王编辑", "correct horse battery"


class DeskClient:
    """Somebody at the desk of a served folder."""

    def __init__(self, service, host="127.0.0.1"):
        self.service, self.host, self.cookies = service, host, {}
        self.answer = self.page = None

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.service.port, timeout=60, source_address=(self.host, 0)
        )
        sent = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
        if self.cookies:
            sent.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        try:
            connection.request(method, path, body, sent)
            got = connection.getresponse()
            self.answer = Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
            self.set_cookies = [value for name, value in got.getheaders() if name.lower() == "set-cookie"]
        finally:
            connection.close()
        for cookie in self.set_cookies:
            name, value = re.match(r"([^=]+)=([^;]*)", cookie).groups()
            self.cookies[name] = value.strip('"')
            if "Max-Age=0" in cookie:
                del self.cookies[name]
        if "html" in self.answer.headers.get("content-type", "") and self.answer.body:
            self.page = lxml.html.fromstring(self.answer.text)
        return self.answer

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, fields, site="same-origin", **headers):
        headers.setdefault("Content_Type", "application/x-www-form-urlencoded")
        return self.ask("POST", path, urlencode(fields), Sec_Fetch_Site=site, **headers)

    def login(self, name=NAME, password=PASSWORD, to="/desk/", **headers):
        return self.post("/desk/login", {"name": name, "password": password, "to": to}, **headers)

    def logged_in(self, **options):
        assert self.login(**options).status == 303, self.answer.text
        return self

    @property
    def csrf(self):
        return self.page.xpath("//input[@name='csrf']/@value")[0]

    def form(self):
        """The fields of the draft's form as they stand in the page."""
        fields = {each.get("name"): each.get("value") for each in self.page.xpath("//form[@id='do']/input")}
        return fields | {each.get("name"): each.text or "" for each in self.page.xpath("//textarea[@form='do']")}

    def press(self, path, button="save", follow=True, **fields):
        """Press a button of the draft's page; `fields` are texts by target: `t3_2` is that of 3.2."""
        said = {f"say {name[1:].replace('_', '.')}": text for name, text in fields.items()}
        self.post(path, {**self.form(), **said, "do": button})
        if follow and self.answer.status == 303:
            self.get(self.answer.headers["location"].partition("#")[0])
        return self.answer

    def titles(self):
        """The titles of the stories, in order."""
        return [each.text for each in self.page.xpath("//article//h2/span[@lang='zh']")]

    def text(self, xpath="//main"):
        return " ".join(" ".join(each.text_content() for each in self.page.xpath(xpath)).split())
