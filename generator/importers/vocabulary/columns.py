"""Which column of a table, or key of a JSON object, is which field of an article: by its name, in the languages of newsrooms.

A person settles what names do not tell in seeds/columns.yaml, a line a column: `Ueberschrift: title`; an empty field
leaves the column out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.text.arabic import fold

_PLAIN = re.compile(r"[\W_]+")
# The first name of a row that has a value in the record is taken.
NAMES: Mapping[str, str] = {
    "title": "title headline headlines headlinetext head hed heading العنوان عنوان العنوانالرييسي titre título titulo titel başlık baslik заголовок عنوانخبر تیتر",
    "date": "date datepublished publishedat publishdate publisheddate publicationdate published pubdate postdate datetime timestamp "
    "firstcreated contentcreated versioncreated createdat created creationdate datepublication تاريخالنشر التاريخ تاريخ fecha datum tarih дата",
    "lastmod": "lastmod datemodified modified modifiedat updatedat updated lastupdated versioncreated تاريخالتحديث",
    "body": "body bodies bodyhtml contenthtml content contenttext bodytext bodyxhtml articlebody text fulltext fullcontent maintext article story texte "
    "المحتوي النص نص المتن متن الخبر نصالخبر contenido contenu inhalt metin текст",
    "description": "description descriptions summary abstract lead lede excerpt deck standfirst subtitle subheadline descriptiontext المقدمه الملخص ملخص resumen résumé özet",
    "authors": "authors author byline by creator writer journalist الكاتب كاتب المولف بقلم autor auteur yazar автор",
    "section": "section category articlesection department desk rubric القسم قسم التصنيف تصنيف الباب sección rubrique kategorie",
    "tags": "tags keywords topics labels subjects hashtags subject الوسوم وسوم الكلماتالمفتاحيه كلماتمفتاحيه etiquetas motsclés",
    "publisher": "publisher source outlet newspaper site sitename sourcename media publication infosources infosource المصدر الصحيفه الناشر الجريده fuente",
    "source_url": "url link permalink sourceurl articleurl href uri الرابط رابط enlace lien",
    "image": "image imageurl picture photo thumbnail featuredimage bannerimage الصوره صوره imagen",
    "image_caption": "imagecaption caption photocaption",
    "lang": "lang language locale اللغه idioma langue",
    "dateline": "dateline located",
    "slug": "slug",
    "edition": "edition الطبعه",
    "issue_number": "issuenumber issue العدد",
    "page": "page pagenumber الصفحه",
    "rights": "rights copyrightnotice license licence usageterms",
    "rights_holder": "rightsholder copyrightholder",
    "kicker": "kicker overline",
    "editor": "editor رييسالتحرير",
}  # fmt: skip
IDENTITY = ("id", "_id", "guid", "uuid", "uri", "url", "link")


def column_key(name: str) -> str:
    """The name of a column in the spelling of NAMES: folded, without spaces and signs."""
    return _PLAIN.sub("", fold(name)).lower()


_BY_NAME = {field: [column_key(one) for one in names.split()] for field, names in NAMES.items()}


def mapped(record: Mapping[str, Any], given: Mapping[str, str]) -> tuple[dict[str, tuple[str, Any]], list[str]]:
    """(column, value) by field, and the columns that are no field."""
    fields = {name: field for name, field in given.items() if name in record}
    found = {field: (name, record[name]) for name, field in fields.items() if field and _has_value(record[name])}
    by_key = {column_key(str(name)): str(name) for name in record if name not in fields}
    for field, names in _BY_NAME.items():
        if field not in found:
            column = next((by_key[one] for one in names if one in by_key and _has_value(record[by_key[one]])), None)
            if column is not None:
                found[field] = (column, record[column])
    used = {column for column, _ in found.values()} | set(fields)
    return found, [str(name) for name in record if name not in used and _has_value(record[name])]


def _has_value(value: Any) -> bool:
    return value not in (None, "", [], {}) and str(value).strip().lower() not in ("null", "none", "nan", "n/a")


def order_key(column: str) -> str:
    """The key of `origin` for the order of day and month in a column."""
    return f"order of {column}"


def identity(record: Mapping[str, Any]) -> str:
    """What names a record for good, "" where nothing does."""
    for name in IDENTITY:
        value = record.get(name)
        if isinstance(value, (str, int)) and str(value).strip():
            return str(value).strip()[:300]
    return ""


def words_of(value: Any) -> str:
    """A value's text, however it is wrapped: `{"name": …}`, `[{"role": "main", "value": …}]`."""
    return next(iter(list_of(value)), "")


def list_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, (int, float)):
        return [str(value)]
    return list(_nested(value))


def _nested(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        ordered = sorted(
            value, key=lambda one: not (isinstance(one, Mapping) and str(one.get("role", "")).endswith("main"))
        )
        for one in ordered:
            yield from list_of(one)
    elif isinstance(value, Mapping):
        key = next(
            (
                key
                for key in (
                    "name",
                    "value",
                    "text",
                    "label",
                    "title",
                    "url",
                    "href",
                    "literal",
                    "rendered",
                    "$date",
                    "#text",
                )
                if value.get(key)
            ),
            "",
        )
        if key:
            yield from list_of(value[key])
