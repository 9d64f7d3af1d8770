"""Which IP addresses are of the open internet: the table of those that are not.

Sources: IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890) as of 9 October 2025, with the RFC of each
entry; for multicast RFC 5771. Python's own `is_global` differs from version to version. Entries that the registries
call reachable are here too where no site is: protocol assignments, anycast relays. Addresses of clouds' metadata lie in
these networks (169.254.169.254, 192.0.0.192, 100.100.100.200, fd00:ec2::254) but for Azure's.
"""

from __future__ import annotations

import ipaddress
from ipaddress import IPv4Address, IPv6Address

_SPECIAL_V4 = tuple(
    ipaddress.IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this network, RFC 791
        "10.0.0.0/8",  # private, RFC 1918
        "100.64.0.0/10",  # shared by a provider's customers, RFC 6598
        "127.0.0.0/8",  # loopback, RFC 1122
        "168.63.129.16/32",  # Azure's virtual host: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
        "169.254.0.0/16",  # link-local, RFC 3927
        "172.16.0.0/12",  # private, RFC 1918
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.31.196.0/24",  # AS112, RFC 7535
        "192.52.193.0/24",  # multicast tunnels, RFC 7450
        "192.88.99.0/24",  # relays of 6to4, RFC 7526
        "192.168.0.0/16",  # private, RFC 1918
        "192.175.48.0/24",  # AS112, RFC 7534
        "198.18.0.0/15",  # benchmarking, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "224.0.0.0/4",  # multicast, RFC 5771
        "240.0.0.0/4",  # reserved, and broadcast, RFC 1112
    )
)
_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
"""All that is given out as global unicast, RFC 4291. Outside: loopback, `fc00::/7`, `fe80::/10`, `fec0::/10`,
`ff00::/8`, `64:ff9b:1::/48`, `100::/63`, `5f00::/16`, the embedded forms `::a.b.c.d` and `::ffff:0:a.b.c.d`, and what
is unused."""
_SPECIAL_V6 = tuple(
    ipaddress.IPv6Network(each)
    for each in (
        "2001::/23",  # protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID, ...
        "2001:db8::/32",  # documentation, RFC 3849
        "2002::/16",  # 6to4, RFC 3056
        "2620:4f:8000::/48",  # AS112, RFC 7534
        "3ffe::/16",  # 6bone, given back, RFC 3701
        "3fff::/20",  # documentation, RFC 9637
    )
)
_WRAPPING_V4 = (
    ipaddress.IPv6Network("::ffff:0:0/96"),  # IPv4-mapped, RFC 4291
    ipaddress.IPv6Network("64:ff9b::/96"),  # NAT64, RFC 6052
)
"""Networks whose last 32 bits are the IPv4 address that is reached."""
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
"""The upper half of an interface identifier whose lower half is an IPv4 address, in any network, RFC 5214."""


def is_public(address: str) -> bool:
    """Return whether an address, with or without a zone, is one of the open internet.

    One that embeds an IPv4 address is not where that is not.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _SPECIAL_V4)
    wrapped = any(ip in network for network in _WRAPPING_V4)
    if wrapped or _upper_identifier(ip) in _ISATAP:
        inner = is_public(str(IPv4Address(int(ip) & 0xFFFF_FFFF)))
        if wrapped or not inner:
            return inner
    return ip in _UNICAST_V6 and not any(ip in network for network in _SPECIAL_V6)


def _upper_identifier(ip: IPv6Address) -> int:
    return int(ip) >> 32 & 0xFFFF_FFFF
