"""XML with endless elements, names and entities, as a feed, as NITF and as NewsML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from support.bombs import SIZE, Bomb, feed

NITF = {
    b"<rss version='2.0'>": b"<nitf>",
    b"</rss>": b"</nitf>",
    b"<channel>": b"<body><body.content>",
    b"</channel>": b"</body.content></body>",
    b"item>": b"block>",
}
NEWSML = {
    b"<rss version='2.0'>": b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>",
    b"</rss>": b"</newsItem>",
    b"channel>": b"contentSet>",
    b"item>": b"inlineXML>",
}


def xml_bombs() -> Iterator[Bomb]:
    entity = (
        "<!DOCTYPE x [<!ENTITY a0 'aaaaaaaaaa'>"
        + "".join(f"<!ENTITY a{i + 1} '{f'&a{i};' * 10}'>" for i in range(9))
        + "]>"
    )
    rows = {
        "laughs": lambda: feed("<author>&a9;</author>", entity),
        "blowup": lambda: feed(f"<author>{'&a;' * 100_000}</author>", f"<!DOCTYPE x [<!ENTITY a '{'a' * 300_000}'>]>"),
        "deep": lambda: feed("<a>" * 100_000 + "</a>" * 100_000),
        "deep open": lambda: feed("<a>" * 200_000),
        "deep 250": lambda: feed(("<a>" * 240 + "</a>" * 240) * 300),
        "attributes": lambda: feed("<a " + " ".join(f"a{i}='1'" for i in range(70_000)) + "/>"),
        "attribute": lambda: feed(f"<a b='{'a' * SIZE}'/>"),
        "namespaces": lambda: feed("".join(f"<a xmlns:n{i}='u{i}'/>" for i in range(30_000))),
        "nested namespaces": lambda: feed("".join(f"<n{i}:a xmlns:n{i}='u{i}'>" for i in range(20_000))),
        "children": lambda: feed("<a/>" * 200_000),
        "items": lambda: feed("</item>" + "<item/>" * 100_000 + "<item>"),
        "comments": lambda: feed("<!---->" * 100_000),
        "instructions": lambda: feed("<?a?>" * 150_000),
        "cdata": lambda: feed("<![CDATA[]]>" * 70_000),
        "entities": lambda: feed("&amp;" * 170_000),
        "unknown entities": lambda: feed("&xyz;" * 170_000),
        "guids": lambda: feed("<guid>a</guid>" * 60_000),
        "enclosures": lambda: feed(
            "".join(f"<enclosure url='http://a.b/{i}.jpg' type='image/jpeg'/>" for i in range(15_000))
        ),
        "doctype": lambda: feed("", "<!DOCTYPE x [" + "<!ENTITY a 'b'>" * 50_000 + "]>"),
        "name": lambda: feed(f"<{'a' * SIZE}/>"),
    }
    for name, data in rows.items():
        yield Bomb(f"xml {name}", "seeds/a.xml", data)
        yield Bomb(f"nitf {name}", "seeds/n.xml", lambda data=data: _renamed(data(), NITF))
        yield Bomb(f"newsml {name}", "seeds/n.xml", lambda data=data: _renamed(data(), NEWSML))


def _renamed(data: bytes, names: Mapping[bytes, bytes]) -> bytes:
    """The elements of a feed as another format calls them."""
    for old, new in names.items():
        data = data.replace(old, new)
    return data
