"""Which addresses are of the open internet: a table, and what holds of all."""

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.public_addresses import is_public
from tests.support.examples import examples
from tests.support.tables import every_row

PUBLIC = [
    "93.184.215.14",
    "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
    "::ffff:93.184.215.14",
    "64:ff9b::5db8:d70e",
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "168.63.129.15",
    "168.63.129.17",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2000::",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2003::1",
    "2606:4700::6810:84e5",
    "2a00:1450:4001::5efe:8.8.8.8",
    "3ffd::",
    "240e::1",
    "2408:8000::1",
]
SPECIAL = [
    "127.0.0.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "224.0.0.1",
    "233.252.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "192.0.2.1",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "2001:db8::1",
    "168.63.129.16",
    "192.0.0.1",
    "192.0.0.9",
    "192.0.0.192",
    "100.100.100.200",
    "fd00:ec2::254",
    "192.88.99.1",
    "198.51.100.1",
    "203.0.113.1",
    "198.19.255.255",
    "239.255.255.255",
    "255.0.0.0",
    "3fff::1",
    "3fff:fff:ffff::1",
    "5f00::1",
    "100::1",
    "100:0:0:1::1",
    "4000::1",
    "1fff::1",
    "2001::1",
    "2001:2::1",
    "2001:1ff:ffff::1",
    "2001:20::1",
    "2002::1",
    "2002:808:808::1",
    "3ffe::1",
    "::ffff:168.63.129.16",
    "64:ff9b::a83f:8110",
    "::ffff:0:8.8.8.8",
    "::ffff:0:127.0.0.1",
    "::8.8.8.8",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1:7f00:1::",
    "2606:4700::5efe:127.0.0.1",
    "2606:4700::200:5efe:10.0.0.1",
    "2a00:1450:4001:800:0:5efe:a9fe:a9fe",
    "2a00::5efe:168.63.129.16",
    "ff0e::1",
    "ff02::fb",
    "::1%lo",
    "fe80::5efe:8.8.8.8",
    "fc00::5efe:8.8.8.8",
    "febf::1",
    "fdff::1",
    "e000::1",
]


REGISTRIES = """
0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.0.0/29
192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24
192.88.99.0/24 192.88.99.2/32 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4
255.255.255.255/32 ::1/128 ::/128 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:1::1/128
2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28
2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10
"""
"""Every row of IANA's two special-purpose registries as of 9 October 2025, but for the two whose last 32 bits are
judged: `::ffff:0:0/96` and `64:ff9b::/96`."""


@every_row("row", REGISTRIES.split())
def test_no_row_of_the_registries_is_public(row):
    network = ipaddress.ip_network(row)
    for address in (network[0], network[-1], network[network.num_addresses // 2]):
        assert not is_public(str(address))


@every_row("address", PUBLIC)
def test_these_are_public(address):
    assert is_public(address)


@every_row("address", SPECIAL)
def test_these_are_not(address):
    assert not is_public(address)


NOTABLE = [int(ipaddress.ip_address(each)) for each in (*PUBLIC, *SPECIAL) if ":" not in each]


@pytest.mark.slow
@settings(derandomize=True, max_examples=examples(300))
@given(st.one_of(st.integers(0, 2**32 - 1), st.sampled_from(NOTABLE)))
def test_an_embedded_address_is_judged_as_it_is_by_itself(number):
    inner, public = ipaddress.IPv4Address(number), is_public(str(ipaddress.IPv4Address(number)))
    for form in ("::ffff:{}", "64:ff9b::{}", "2606:4700::5efe:{}", "2606:4700:1:2:200:5efe:{}"):
        assert is_public(form.format(inner)) is public, form
    for form in ("::{}", "::ffff:0:{}", "64:ff9b:1::{}", "fe80::5efe:{}"):
        assert not is_public(form.format(inner)), form
    first, last = number >> 16, number & 0xFFFF
    assert not is_public(f"2002:{first:x}:{last:x}::1")
