"""A hook is known by its form: a command, an address, a robot by its host or by what is written in front, e-mail."""

import pytest

from service.core import hook_address
from service.core.hook_address import HookKind
from tests.support.tables import every_row


@every_row(
    ("text", "kind"),
    [
        ("notify --now", HookKind.COMMAND),
        ("/usr/bin/mail -s 听报 desk", HookKind.COMMAND),
        ("https://cms.example/hook?key=abcd", HookKind.WEBHOOK),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcd", HookKind.WECOM),
        ("https://QYAPI.weixin.qq.com/cgi-bin/webhook/send#ops", HookKind.WECOM),
        ("https://open.feishu.cn/open-apis/bot/v2/hook/abcd", HookKind.FEISHU),
        ("https://open.larksuite.com/open-apis/bot/v2/hook/abcd", HookKind.FEISHU),
        ("https://oapi.dingtalk.com/robot/send?access_token=abcd", HookKind.DINGTALK),
        ("https://api.telegram.org/bot1:abcd?chat_id=-100", HookKind.TELEGRAM),
        ("dingtalk+http://127.0.0.1:9/robot/send", HookKind.DINGTALK),
        ("webhook+https://open.feishu.cn/flow", HookKind.WEBHOOK),
        ("https://qyapi.weixin.qq.com.evil.example/x", HookKind.WEBHOOK),
        ("mailto:news@paper.example, chief@paper.example", HookKind.MAIL),
    ],
)
def test_the_kind_is_known(text, kind):
    assert hook_address.parse(text).kind is kind


@every_row(
    ("text", "said"),
    [
        ("", "names no command"),
        ("notify 'now", "no command"),
        ("ftp://host/S3CR3T", "begin with http"),
        ("https:///S3CR3T", "begin with http"),
        ("https://host/a b", "no spaces"),
        ("https://u:S3CR3T@host/", "no user"),
        ("slack+https://host/S3CR3T", "is no kind of hook"),
        ("https://api.telegram.org/bot1:S3CR3T", "chat_id"),
        ("https://qyapi.weixin.qq.com/x?key=S3CR3T#a-b", "behind #"),
        ("mailto:", "no e-mail address"),
        ("mailto:news@paper.example,desk", "'desk' is no e-mail address"),
        ("mailto:编辑@paper.example", "must be ASCII"),
    ],
)
def test_what_is_none_is_refused_and_shows_no_secret(text, said):
    with pytest.raises(ValueError, match=said) as refused:
        hook_address.parse(text)
    assert "S3CR3T" not in str(refused.value)


def test_name_and_digest_give_nothing_away_and_tell_hooks_apart():
    one = hook_address.parse("https://cms.example/T0K3N/x?key=S3CR3T#ops")
    other = hook_address.parse("https://cms.example/T0K3N/x?key=0TH3R#ops")
    assert one.name == other.name == "https://cms.example#ops"
    assert one.digest != other.digest
    assert {"T0K3N", "S3CR3T"} <= set(one.secrets)
    assert not any(secret in one.name + one.digest for secret in ("T0K3N", "S3CR3T"))


def test_what_every_robots_address_has_is_no_secret():
    robot = hook_address.parse("wecom+https://chat.example/cgi-bin/webhook/send?key=S3CR3T")
    assert {"cgi-bin", "webhook", "send"}.isdisjoint(robot.secrets)
    assert {"S3CR3T", "/cgi-bin/webhook/send"} <= set(robot.secrets)


def test_receivers_are_each_one_once():
    assert hook_address.parse("mailto:a@b.example,c@d.example,a@b.example").words == ("a@b.example", "c@d.example")
