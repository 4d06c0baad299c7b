"""What news agencies send: NewsML-G2, NITF and wires, alone, in messages, in versions and beside other formats."""

from __future__ import annotations

from typing import Any

import pytest
from support import SITE_YAML, SiteFolder
from support.agencies import (
    AMERICAN,
    ARABIC,
    GUID,
    IMAGE,
    answer,
    arc,
    image_item,
    iptc,
    message,
    news_item,
    nitf,
    package,
    xhtml,
)
from support.imports import codes, imported, new, run
from support.seeds import PARAGRAPHS, PNG, TITLE, page, post, wxr

from generator.config.site_yaml import load_settings
from generator.ingest.options import ImportOptions, ImportServices
from generator.ingest.pipeline import ingest
from generator.ingest.results import Imported
from generator.workers import Workers

BODY = "\n\n".join(PARAGRAPHS) + "\n"


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    """With a section for what these articles are about."""
    site.write("site.yaml", SITE_YAML.replace("ثقافة", "اقتصاد"))
    return site


def fields(article: Imported, *names: str) -> dict[str, Any]:
    return {name: article.front_matter.get(name) for name in names}


# NewsML-G2


def test_an_item_of_newsml_gives_its_text_and_what_it_says_of_itself(site: SiteFolder) -> None:
    article = imported(site, "a.xml", news_item())
    assert article.body == BODY
    wanted = {
        "title": TITLE,
        "date": "2011-02-25T09:30:00+02:00",
        "authors": ["سلمى الحداد"],
        "publisher": "وكالة الساحل",
        "dateline": "الساحل - وكالة الساحل",
        "section": "اقتصاد",
        "people": ["فؤاد الراعي"],
        "rights": "للمشتركين",
        "rights_holder": "وكالة الساحل",
    }
    assert fields(article, *wanted) == wanted
    assert {"ميناء", "اقتصاد"} <= set(article.front_matter["tags"])


def test_each_field_says_its_element_and_what_has_no_field_is_told(site: SiteFolder) -> None:
    article = imported(site, "a.xml", news_item(about="<slugline>HARBOUR</slugline>"))
    methods = {one.field: one.method for one in article.evidence}
    assert (
        methods["date"] == "contentCreated" and methods["publisher"] == "provider" and methods["rights"] == "usageTerms"
    )
    assert all(0 < one.confidence < 1 for one in article.evidence)
    assert {"slugline: HARBOUR", "urgency: 4"} <= {line.text for line in article.lines}


def test_a_message_gives_its_texts_with_the_picture_that_a_package_puts_beside_them(site: SiteFolder) -> None:
    site.write("seeds/port.jpg", PNG)
    article = imported(site, "a.xml", message(news_item(), image_item(), package(GUID, IMAGE)))
    assert fields(article, "image_caption", "image_credit") == {
        "image_caption": "رصيف الميناء",
        "image_credit": "وكالة الساحل",
    }
    picture = site.root / article.path
    assert picture.with_name(article.front_matter["image"]).read_bytes() == PNG
    assert run(site).problems == ()


def test_a_picture_that_did_not_come_along_is_named(site: SiteFolder) -> None:
    remote = '<remoteContent contenttype="image/jpeg" href="./lost.jpg"/>'
    inline = f'<inlineXML contenttype="application/xhtml+xml">{xhtml()}</inlineXML>'
    site.write("seeds/a.xml", news_item(inline + remote))
    report = run(site)
    assert codes(report) == ["I140"] and new(report)[0].body == BODY


def test_pictures_on_the_web_stay_there_and_names_that_are_no_place_are_told(site: SiteFolder) -> None:
    inline = f"<inlineXML>{xhtml()}</inlineXML>"
    web = '<remoteContent contenttype="image/jpeg" href="https://sahil.example/a.jpg"/>'
    named = '<remoteContent contenttype="image/jpeg" href="tag:sahil.example,2011:1.jpg"/>'
    article = imported(site, "a.xml", news_item(inline + web + named))
    assert article.front_matter["image"] == "https://sahil.example/a.jpg"
    assert any("tag:sahil.example" in line.text for line in article.lines)


def test_items_that_hold_no_text_are_counted(site: SiteFolder) -> None:
    site.write("seeds/a.xml", message(news_item(), image_item(), news_item("", guid="v", kind="video")))
    report = run(site)
    assert len(new(report)) == 1
    assert [problem.what for problem in report.problems] == ["left out: 1 of the class picture, 1 of the class video"]


def test_of_several_versions_in_a_message_the_highest_is_the_article(site: SiteFolder) -> None:
    versions = [news_item(version=number, title=f"{TITLE} {number}") for number in (2, 11, 9)]
    site.write("seeds/a.xml", message(*versions))
    report = run(site)
    assert [one.front_matter["title"] for one in new(report)] == [f"{TITLE} 11"]
    assert codes(report) == ["I154"] and "11 was imported, 2, 9 left out" in report.problems[0].what


def test_a_later_version_from_another_file_changes_its_article_and_an_earlier_one_leaves_it(site: SiteFolder) -> None:
    site.write("seeds/b.xml", news_item(version=2, title=f"{TITLE} 2"))
    (first,) = new(run(site))
    site.write("seeds/c.xml", news_item(version=3, title=f"{TITLE} 3"))
    (changed,) = (one for one in run(site).articles if one.action == "changed")
    assert (changed.path, changed.front_matter["id"]) == (first.path, first.front_matter["id"])
    assert changed.front_matter["title"] == f"{TITLE} 3"
    site.write("seeds/a.xml", news_item(version=1, title=f"{TITLE} 1"))
    report = run(site)
    assert codes(report) == ["I154"] and report.counts == {"left out": 1}
    assert f"{TITLE} 3" in (site.root / first.path).read_text("utf-8")
    assert run(site).counts == {} and len(list((site.root / "content").rglob("*.md"))) == 1


@pytest.mark.parametrize(("status", "told"), [("withheld", "is held back"), ("canceled", "was withdrawn")])
def test_what_an_agency_holds_back_is_a_draft(site: SiteFolder, status: str, told: str) -> None:
    site.write("seeds/a.xml", news_item(meta=f'<pubStatus qcode="stat:{status}"/>'))
    report = run(site)
    assert new(report)[0].front_matter["status"] == "draft"
    assert codes(report) == ["I155"] and report.problems[0].what.startswith(told)


def test_an_embargoed_item_is_public_from_the_end_of_its_embargo(site: SiteFolder) -> None:
    held = '<embargoed>2011-02-26T06:00:00+02:00</embargoed><pubStatus qcode="stat:usable"/>'
    article = imported(site, "a.xml", news_item(meta=held))
    assert fields(article, "status", "date") == {"status": "embargoed", "date": "2011-02-26T06:00:00+02:00"}


def test_a_paragraph_of_many_indented_lines_is_as_many_paragraphs(site: SiteFolder) -> None:
    text = "   The first paragraph was cut to\nthe width of the wire.\n   The second one begins with an\nindented line."
    article = imported(site, "a.xml", news_item(f"<inlineXML>{xhtml(text)}</inlineXML>", title="Two paragraphs"))
    assert article.body == (
        "The first paragraph was cut to the width of the wire.\n\nThe second one begins with an indented line.\n"
    )


def test_of_two_forms_of_a_text_the_richer_is_read_and_what_only_the_other_says_is_told(site: SiteFolder) -> None:
    forms = f"<inlineXML>{xhtml()}</inlineXML><inlineData contenttype='text/plain'>جملة أخرى لا تقولها الصيغة الأولى</inlineData>"
    article = imported(site, "a.xml", news_item(forms))
    assert article.body == BODY
    assert "inline: جملة أخرى لا تقولها الصيغة الأولى" in {line.text for line in article.lines}


# XML of strangers


def test_an_item_in_which_a_message_is_broken_is_refused_with_its_line_and_the_others_are_read(
    site: SiteFolder,
) -> None:
    whole = message(
        news_item(guid="a"), news_item(guid="b", title=f"{TITLE} ب"), news_item(guid="c", title=f"{TITLE} ج")
    )
    lines = whole.split("\n")
    place = next(number for number, line in enumerate(lines) if 'guid="b"' in line)
    lines[place + 2] = lines[place + 2].replace("</provider>", "</supplier>")
    site.write("seeds/a.xml", "\n".join(lines))
    report = run(site)
    assert [one.front_matter["title"] for one in new(report)] == [TITLE, f"{TITLE} ج"]
    (problem,) = report.problems
    assert (problem.code, problem.line) == ("I130", place + 3) and "has an error in `b`" in problem.what


@pytest.mark.parametrize("data", [nitf()[:900], news_item()[:900], message(news_item())[:1500]])
def test_a_document_that_is_cut_off_is_refused_with_its_line(site: SiteFolder, data: str) -> None:
    site.write("seeds/a.xml", data)
    report = run(site)
    assert new(report) == [] and report.problems[0].code == "I130" and report.problems[0].line > 1


def test_entities_are_never_expanded_and_what_html_names_is_a_letter(site: SiteFolder) -> None:
    bomb = '<!DOCTYPE nitf [<!ENTITY a "ها"><!ENTITY b "&a;&a;&a;"><!ENTITY out SYSTEM "file:///etc/hostname">]>'
    site.write("seeds/a.xml", nitf(prolog=bomb, content=f"<p>{PARAGRAPHS[0]}&nbsp;&b; &out;</p>"))
    report = run(site)
    (article,) = new(report)
    assert article.body == f"{PARAGRAPHS[0]}\u00a0\\&b; \\&out;\n"
    assert codes(report) == ["I153"]


def test_a_document_in_an_arabic_code_page_is_read_whether_it_says_so_or_not(site: SiteFolder) -> None:
    said = nitf().replace("UTF-8", "windows-1256").encode("cp1256")
    assert imported(site, "a.xml", said).body == BODY
    site.write("seeds/b.xml", nitf().replace(TITLE, f"{TITLE} أيضا").encode("cp1256"))
    report = run(site)
    assert new(report)[0].front_matter["title"] == f"{TITLE} أيضا" and codes(report) == ["I104"]


# NITF


def test_a_document_of_nitf_gives_its_text_and_what_its_head_says(site: SiteFolder) -> None:
    head = '<date.release norm="20110226T060000+0200"/><series series.name="ملف الميناء"/><doc.copyright holder="وكالة الساحل"/>'
    article = imported(
        site, "a.nitf", nitf(head=head, end="<body.end><tagline>شارك في التغطية رضا الحسن.</tagline></body.end>")
    )
    assert article.body == f"{BODY}\nشارك في التغطية رضا الحسن.\n"
    wanted = {
        "title": TITLE,
        "description": "تبدأ الأعمال مطلع الربيع",
        "date": "2011-02-26T06:00:00+02:00",
        "authors": ["سلمى الحداد"],
        "publisher": "وكالة الساحل",
        "dateline": "الساحل",
        "tags": ["ميناء", "ترميم"],
        "people": ["فؤاد الراعي"],
        "places": ["الساحل"],
        "collections": ["ملف الميناء"],
        "rights_holder": "وكالة الساحل",
    }
    assert fields(article, *wanted) == wanted
    assert {line.text for line in article.lines} == {"doc-id: sahil.1", "urgency: 4", "byttl: مراسلة"}


def test_the_first_picture_of_nitf_is_the_articles_and_all_else_keeps_its_place(site: SiteFolder) -> None:
    content = f"""<block><p>{PARAGRAPHS[0]}</p></block>
<media media-type="image"><media-reference mime-type="image/png" source="a.png" alternate-text="رصيف"/>
<media-caption>الرصيف صباحا</media-caption><media-producer>رضا</media-producer></media>
<hl2>المرحلة الأولى</hl2><bq><block><p>قال المدير</p></block><credit>مدير الميناء</credit></bq>
<ul><li>رصيف</li><li>مخزن</li></ul><ol><li>أول</li></ol><pre>  1   2</pre>
<table><tr><th>يوم</th><th>سفن</th></tr><tr><td>الأحد</td><td>3</td></tr></table>
<media media-type="video"><media-reference source="https://sahil.example/v.mp4"/><media-caption>فيلم</media-caption></media>
<media media-type="image"><media-reference source="b.png"/><media-caption>ثانية</media-caption></media>
<p>نص فيه <em>كلمة</em> و<org>مؤسسة</org> و<a href="https://sahil.example/">رابط</a>.</p>"""
    site.write("seeds/a.png", PNG)
    site.write("seeds/b.png", PNG)
    article = imported(site, "a.xml", nitf(content=content))
    assert fields(article, "image_alt", "image_caption", "image_credit") == {
        "image_alt": "رصيف",
        "image_caption": "الرصيف صباحا",
        "image_credit": "رضا",
    }
    for part in (
        f"{PARAGRAPHS[0]}\n\n## المرحلة الأولى\n",
        "> قال المدير\n>\n> مدير الميناء\n",
        "- رصيف\n- مخزن\n",
        "1. أول\n",
        "```\n  1   2\n```",
        "| يوم | سفن |",
        "[فيلم](https://sahil.example/v.mp4)",
        '"ثانية")',
        "نص فيه *كلمة* ومؤسسة و[رابط](https://sahil.example/).",
    ):
        assert part in article.body, (part, article.body)
    assert "الرصيف صباحا" not in article.body


# Wires


def test_an_american_wire_gives_headline_byline_dateline_and_the_moment_of_its_stamp(site: SiteFolder) -> None:
    article = imported(site, "a.tst", AMERICAN.encode())
    wanted = {
        "title": "Old harbour prepares for repairs of its stone quays",
        "date": "2011-02-25T15:09:00Z",
        "authors": ["SALMA HADDAD"],
        "dateline": "SAHIL, Lebanon (AP)",
        "publisher": "AP",
        "lang": "en",
    }
    assert fields(article, *wanted) == wanted
    first, second = article.body.strip().split("\n\n")
    assert first.startswith("SAHIL, Lebanon (AP) — The") and "“repairs”" in first and second.endswith("time and money.")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_an_arabic_wire_without_an_envelope_is_told_by_its_labels(site: SiteFolder, encoding: str) -> None:
    article = imported(site, "a.txt", ARABIC.encode(encoding))
    wanted = {"title": TITLE, "date": "2011-02-25T14:30:00Z", "dateline": "الساحل (سانا)", "section": "اقتصاد"}
    assert fields(article, *wanted) == wanted
    paragraphs = article.body.strip().split("\n\n")
    assert [one.split()[0] for one in paragraphs] == ["الساحل", "وقال"] and "انتهى" not in article.body
    told = {line.text: line.reason for line in article.lines}
    assert told["انتهى"] == "the end of the wire" and told["ف.م"] == "marks from the news desk"
    assert {"رقم النشرة: 145", "رمز التصنيف: اقتصاد", "عاجل", "GMT 1430"} <= set(told)


def test_the_takes_of_a_story_are_one_article_in_their_order(site: SiteFolder) -> None:
    takes = [
        iptc(f"{TITLE}=\r\n   {PARAGRAPHS[0]}\r\nيتبع", number=1),
        iptc(f"   {PARAGRAPHS[2]}\r\nانتهى", slug="ميناء/ترميم (تكملة ثانية)", number=3),
        iptc("خبر آخر=\r\n   نص خبر آخر لا شأن له بالميناء ولا بالترميم.", slug="سوق/سمك", number=4),
        iptc(f"   {PARAGRAPHS[1]}\r\nيتبع", slug="ميناء/ترميم (تكملة أولى)", number=2),
    ]
    site.write("seeds/day.wire", "".join(takes).encode())
    report = run(site)
    assert [one.front_matter["title"] for one in new(report)] == [TITLE, "خبر آخر"]
    assert new(report)[0].body == BODY and report.problems == ()


def test_a_take_that_is_missing_is_named(site: SiteFolder) -> None:
    site.write("seeds/a.wire", iptc(f"{TITLE}, take 2 of 3=\r\n   {PARAGRAPHS[1]}\r\n(more)", slug="").encode())
    report = run(site)
    assert codes(report) == ["I156", "I156"]
    assert any("missing from this file: 1, 3" in problem.what for problem in report.problems)
    assert new(report)[0].body == f"{PARAGRAPHS[1]}\n"


def test_a_later_lead_takes_the_place_of_the_story(site: SiteFolder) -> None:
    first = iptc(f"{TITLE}=\r\n   {PARAGRAPHS[0]}", slug="HARBOUR-REPAIRS")
    lead = iptc(f"{TITLE}=\r\n   {PARAGRAPHS[1]}", slug="HARBOUR-REPAIRS, 1st Lead", number=24)
    site.write("seeds/a.wire", (first + lead).encode())
    report = run(site)
    assert [one.body for one in new(report)] == [f"{PARAGRAPHS[1]}\n"] and codes(report) == ["I154"]


def test_a_flash_of_one_sentence_is_its_own_title(site: SiteFolder) -> None:
    article = imported(site, "a.txt", "ZCZC FMG001\nعاجل / إدارة الميناء القديم تعلن بدء الترميم\n\nNNNN\n")
    assert article.front_matter["title"] == "إدارة الميناء القديم تعلن بدء الترميم"
    assert article.body == "إدارة الميناء القديم تعلن بدء الترميم\n"


def test_the_head_of_an_arabic_wire_tells_day_hour_section_and_tags(site: SiteFolder) -> None:
    head = "رقم البرقية: 0145\nالتصنيف: محليات\nالتاريخ: 5/3/2020\nالوقت: 14:30 بتوقيت غرينتش\nالكلمات المفتاحية: ميناء، ترميم\n"
    text = f"بترا / وزير الأشغال / لقاء\n{TITLE}\nعمان 5 آذار (بترا)- {PARAGRAPHS[0]}\n--(بترا) ف ق/ ح خ\n5/3/2020 - 04:30 م\n"
    article = imported(site, "a.txt", head + text)
    wanted = {
        "title": TITLE,
        "date": "2020-03-05T14:30:00Z",
        "section": "محليات",
        "tags": ["ميناء", "ترميم"],
        "dateline": "عمان (بترا)",
    }
    assert fields(article, *wanted) == wanted and "authors" not in article.front_matter
    assert article.body == f"عمان 5 آذار (بترا)- {PARAGRAPHS[0]}\n"


def test_a_day_in_numbers_is_read_as_its_language_writes_it_and_doubted_where_that_differs(site: SiteFolder) -> None:
    arabic = imported(site, "a.wire", f"ZCZC 1\n{TITLE}\nدمشق 5-3-2010 (سانا)- {PARAGRAPHS[0]}\nNNNN\n")
    assert arabic.front_matter["date"] == "2010-03-05"
    english = "ZCZC 2\nOld harbour prepares for repairs\nDAMASCUS 5-3-2010 (SANA) - The old harbour prepares for long repairs.\nNNNN\n"
    site.write("seeds/b.wire", english)
    report = run(site)
    assert codes(report) == ["I110"] and new(report)[0].front_matter["date_range"] == "2010-03-05/2010-05-03"


@pytest.mark.parametrize(
    "title", ["تقرير أممي يحذر من الجفاف", "صور الأقمار تظهر اتساع الميناء", "With spring come the ships"]
)
def test_a_title_that_opens_like_a_label_is_a_title(site: SiteFolder, title: str) -> None:
    article = imported(site, "a.wire", iptc(f"{title}\r\n   {PARAGRAPHS[0]}", slug="X-Y"))
    assert article.front_matter["title"] == title and "authors" not in article.front_matter


def test_a_byline_of_two_is_two_authors(site: SiteFolder) -> None:
    both = AMERICAN.replace("By SALMA HADDAD=", "By SALMA HADDAD and RIDA HASAN=")
    assert imported(site, "a.tst", both).front_matter["authors"] == ["SALMA HADDAD", "RIDA HASAN"]


def test_lines_of_a_wire_can_be_dropped_by_a_decision(site: SiteFolder) -> None:
    data = iptc(f"{TITLE}=\r\n   {PARAGRAPHS[0]}\r\n   {PARAGRAPHS[1]}")
    article = imported(site, "a.wire", data)
    site.write("seeds/decisions.yaml", f"{article.seed_sha256}:\n  drop: [5]\n")
    report = run(site)
    assert [one.body for one in report.articles if one.action == "changed"] == [f"{PARAGRAPHS[0]}\n"]
    assert report.problems == ()


def test_a_table_of_a_wire_keeps_its_lines(site: SiteFolder) -> None:
    table = "\r\n".join(["Black Heart 58.0", "Delectation 57.0", "Stratum Star 56.5"])
    article = imported(site, "a.wire", iptc(f"Weights for the harbour race=\r\n{table}", slug="RACE-WEIGHTS").encode())
    assert article.body == "Black Heart 58.0\n\nDelectation 57.0\n\nStratum Star 56.5\n"


def test_a_wire_whose_stamp_and_text_name_other_days_is_in_doubt(site: SiteFolder) -> None:
    text = f"{TITLE}=\r\nدمشق 14-2-2011 (سانا)- {PARAGRAPHS[0]}"
    site.write("seeds/a.wire", iptc(text).encode())
    report = run(site)
    assert codes(report) == ["I110"]
    assert new(report)[0].front_matter["date_range"] == "2011-02-14/2011-02-25"


# ARC


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("is_packed", [True, False])
def test_pages_of_the_old_web_archive_are_articles_with_their_capture(
    site: SiteFolder, version: int, is_packed: bool
) -> None:
    address = "https://sahil.example/2011/02/25/port.html"
    data = arc(
        (address, answer(page())), ("https://sahil.example/x", b"no head\n"), version=version, is_packed=is_packed
    )
    site.write(f"seeds/a.arc{'.gz' if is_packed else ''}", data)
    report = run(site)
    (article,) = new(report)
    assert fields(article, "captured", "source_url") == {"captured": "2014-05-06T07:08:09Z", "source_url": address}
    assert article.body == BODY and codes(report) == ["I134"]


@pytest.mark.parametrize("is_packed", [True, False])
def test_after_a_broken_record_of_arc_reading_goes_on(site: SiteFolder, is_packed: bool) -> None:
    first, second = "https://sahil.example/1", "https://sahil.example/2"
    pages = [(first, answer(page())), (second, answer(page(f"{TITLE} ثانية")))]
    site.write("seeds/a.arc", arc(*pages, shortened=first, is_packed=is_packed))
    report = run(site)
    assert codes(report).count("I133") == 1 and any(
        one.front_matter["title"] == f"{TITLE} ثانية" for one in new(report)
    )


@pytest.mark.parametrize(("broken", "breaks"), [([3], 1), ([2, 4], 2), ([1, 2, 5], 2)])
def test_however_many_records_of_arc_are_broken_the_others_are_read(
    site: SiteFolder, broken: list[int], breaks: int
) -> None:
    data = arc(
        *[(f"https://sahil.example/{number}", answer(page(f"{TITLE} {number}"))) for number in range(7)],
        is_packed=False,
    )
    for number in broken:
        data = data.replace(f"https://sahil.example/{number} ".encode(), b"\n\ngarbage\n\nfoo ")
    site.write("seeds/a.arc", data)
    report = run(site)
    titles = [one.front_matter["title"] for one in new(report)]
    assert titles == [f"{TITLE} {number}" for number in range(7) if number not in broken]
    assert codes(report).count("I133") == breaks


# Across formats


def test_the_same_article_from_an_agency_and_from_wordpress_is_one_file(site: SiteFolder) -> None:
    site.write(
        "seeds/a.xml", wxr(post(content="\n\n".join(PARAGRAPHS))).replace("2011-02-25 00:30:00", "2011-02-25 09:30:00")
    )
    site.write("seeds/b.xml", news_item())
    site.write("seeds/c.xml", nitf())
    report = run(site)
    assert report.counts == {"new": 1, "duplicate": 2}
    assert len(list((site.root / "content").rglob("*.md"))) == 1
    assert run(site).counts == {}


@pytest.mark.parametrize("workers", [0, 2])
def test_an_import_of_agencies_is_the_same_for_any_number_of_workers(site: SiteFolder, workers: int) -> None:
    site.write(
        "seeds/a.xml", message(news_item(), image_item(), package(GUID, IMAGE), news_item(guid="x", title="آخر"))
    )
    site.write("seeds/b.wire", AMERICAN.encode() + iptc(f"{TITLE}=\r\n   {PARAGRAPHS[0]}").encode())
    settings = load_settings(site.root)
    if workers:
        with Workers(workers) as pool:
            ingest(site.root, (), settings, ImportOptions(), ImportServices(pool))
    else:
        ingest(site.root, (), settings, ImportOptions())
    told = sorted(path.relative_to(site.root).as_posix() for path in (site.root / "content").rglob("*.md"))
    assert len(told) == 4
