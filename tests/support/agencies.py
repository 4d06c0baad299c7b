"""What agencies send, written by hand: messages of NewsML-G2, NITF, wires, and pages in the old ARC."""

from __future__ import annotations

import gzip

from support.seeds import PARAGRAPHS, TITLE

GUID = "urn:newsml:sahil.example:20110225:port"
IMAGE = "urn:newsml:sahil.example:20110225:picture"
NEWSML = "http://iptc.org/std/nar/2006-10-01/"


def nitf(content: str = "", head: str = "", top: str = "", end: str = "", prolog: str = "") -> str:
    """A document of NITF 3.x with a date, a byline and two keywords."""
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>{prolog}
<nitf><head><title>{TITLE}</title>
<docdata management-status="usable"><doc-id id-string="sahil.1"/><urgency ed-urg="4"/><date.issue norm="20110225T093000+0200"/>
<key-list><keyword key="ميناء"/><keyword key="ترميم"/></key-list>
<identified-content><person>فؤاد الراعي</person><location>الساحل</location></identified-content>{head}</docdata></head>
<body><body.head><hedline><hl1>{TITLE}</hl1><hl2>تبدأ الأعمال مطلع الربيع</hl2></hedline>
<byline>بقلم <person>سلمى الحداد</person> <byttl>مراسلة</byttl></byline><distributor>وكالة الساحل</distributor>
<dateline>الساحل <story.date norm="20110225">25 شباط</story.date></dateline>{top}</body.head>
<body.content>{content or paragraphs}</body.content>{end}</body></nitf>"""


def inline_nitf(content: str = "") -> str:
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return f'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content>{content or paragraphs}</body.content></body></nitf>'


def xhtml(*paragraphs: str) -> str:
    inner = "\n".join(f"<p>{one}</p>" for one in paragraphs or PARAGRAPHS)
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{inner}</body></html>'


def news_item(
    content: str = "",
    *,
    guid: str = GUID,
    version: int = 1,
    meta: str = "",
    about: str = "",
    kind: str = "text",
    title: str = TITLE,
) -> str:
    text = content or f'<inlineXML contenttype="application/nitf+xml">{inline_nitf()}</inlineXML>'
    headline = f"<headline>{title}</headline>" if title else ""
    return f"""<newsItem xmlns="{NEWSML}" guid="{guid}" version="{version}" standard="NewsML-G2" xml:lang="ar">
<rightsInfo><copyrightHolder><name>وكالة الساحل</name></copyrightHolder><usageTerms>للمشتركين</usageTerms></rightsInfo>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider><name>وكالة الساحل</name></provider>
<versionCreated>2011-02-25T10:00:00+02:00</versionCreated>{meta or '<pubStatus qcode="stat:usable"/>'}</itemMeta>
<contentMeta><urgency>4</urgency><contentCreated>2011-02-25T09:30:00+02:00</contentCreated><by>سلمى الحداد</by>
<dateline>الساحل - وكالة الساحل</dateline><language tag="ar"/><keyword>ميناء</keyword>
<subject type="cpnat:abstract" qcode="medtop:04000000"><name xml:lang="en">economy</name><name xml:lang="ar">اقتصاد</name></subject>
<subject type="cpnat:person"><name>فؤاد الراعي</name></subject>{headline}{about}</contentMeta>
<contentSet>{text}</contentSet></newsItem>"""


def message(*items: str) -> str:
    inner = "\n".join(items)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsMessage xmlns="{NEWSML}"><header><sent>2011-02-25T10:00:00+02:00</sent></header><itemSet>
{inner}
</itemSet></newsMessage>"""


def image_item(guid: str = IMAGE, href: str = "port.jpg") -> str:
    remote = f'<remoteContent contenttype="image/jpeg" width="900" href="{href}"/><remoteContent contenttype="image/jpeg" width="90" href="small.jpg"/>'
    about = '<description role="drol:caption">رصيف الميناء</description><creditline>وكالة الساحل</creditline>'
    return news_item(remote, guid=guid, about=about, kind="picture", title="الرصيف")


def package(*guids: str) -> str:
    refs = "".join(f'<itemRef residref="{guid}"/>' for guid in guids)
    return f"""<packageItem xmlns="{NEWSML}" guid="urn:newsml:sahil.example:package" version="1"><itemMeta><itemClass qcode="ninat:composite"/></itemMeta>
<groupSet root="G1"><group id="G1" role="group:main">{refs}</group></groupSet></packageItem>"""


AMERICAN = (
    "\x16\x16\x01a2870\x1fasian\r\nf i \x13\x11 BC-LT--Harbour-Repairs     02-25 0466\r\n\x02"
    "^BC-LT--Harbour Repairs,466<\r\n^Old harbour prepares for repairs of its stone quays<\r\n^AP Photo XNP101, XNP102<\r\n"
    "^Eds: With AP Photos.<\r\n^By SALMA HADDAD=\r\n^Associated Press=\r\n"
    "\t   SAHIL, Lebanon (AP) _ The harbour's administration said on Friday that ``repairs'' of the old quays will begin in spring.\r\n \r\n"
    "\t   Fishermen hope that the works end before the season, because moving nets and boats costs them time and money.\r\n"
    "\r\n\x03\r\n\t   AP-WF-02-25-11 1509GMT<\r\n\x04\r\n"
)
ARABIC = """رقم النشرة: 145
رمز التصنيف: اقتصاد
عاجل
الميناء القديم يستعد لترميم أرصفته الحجرية

الساحل 25-2-2011 (سانا)- أعلنت إدارة الميناء القديم في المدينة أن أعمال
الترميم ستبدأ مع مطلع الربيع المقبل، وأن السفن الصغيرة ستنقل إلى رصيف آخر.
   وقال مدير الميناء إن المرحلة الأولى تشمل الأرصفة الحجرية التي يعود بناؤها
إلى أكثر من مئة عام، ثم مخازن الحبوب القريبة منها.
انتهى
ف.م
GMT 1430
"""


def iptc(text: str, slug: str = "ميناء/ترميم", number: int = 23, stamp: str = "251430 GMT Feb 11") -> str:
    """A message of IPTC 7901."""
    return f"\x01KUNA{number:04} 4 ECO 0120 SAHIL /KUNA\r\n{slug}\r\n\x02{text}\r\n\x03\r\n{stamp}\r\n\x04\r\n"


def arc(*records: tuple[str, bytes], version: int = 1, is_packed: bool = True, shortened: str = "") -> bytes:
    """Answers by their addresses; the length of the one `shortened` is given too small."""
    fields = "URL IP-address Archive-date Content-type "
    fields += "Archive-length" if version == 1 else "Result-code Checksum Location Offset Filename Archive-length"
    between = "" if version == 1 else "200 AAAA - 1234 test.arc "
    head = f"{version} 0 Sahil\n{fields}\n".encode()
    parts = [f"filedesc://test.arc 0.0.0.0 20140506070809 text/plain {between}{len(head)}\n".encode() + head + b"\n"]
    for address, answer in records:
        length = len(answer) - (20 if address == shortened else 0)
        parts.append(f"{address} 192.0.2.1 20140506070809 text/html {between}{length}\n".encode() + answer + b"\n")
    return b"".join(gzip.compress(part, mtime=0) if is_packed else part for part in parts)


def answer(html: str) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
