"""What is no article by its words: offers to subscribe, notices on comments, credits, dates, buttons, pointers."""

from __future__ import annotations

import re

from generator.importers.vocabulary import newsroom, surroundings
from generator.text.arabic import fold
from generator.text.dates.parse import date_line

# Offers that papers put where the article breaks off, in the languages of the papers that make them most.
_OFFER = re.compile(
    r"(?:il vous reste [\d.,]+ ?%|réservée? aux abonnés|continuez? (?:votre|la) lecture|déjà abonné|"
    r"subscri(?:be|ption)s?\b.{0,60}\b(?:continue|unlimited|access|read)|already a subscriber|sign in to continue|this article is (?:only )?for subscribers|"
    r"si (?:quieres|continúas) .{0,80}suscripción|tu suscripción|suscríbete para|jetzt weiterlesen|abonnenten|nur für abonnenten|"
    r"有料会員|有料記事|会員限定|続きを読む|残り\d+文字|подпишитесь|оформите подписку|abone ol|"
    r"للاشتراك في|اشترك (?:الان|معنا|في)|سجل الدخول لمتابعه|لمتابعه القراءه|برای مشاهده کامل|להמשך קריאה|לקריאת הכתבה המלאה)",
    re.IGNORECASE,
)
_ENDINGS = "|".join(map(fold, ("انتهای پیام", "انتهى", "کد خبر.*", "کد مطلب.*")))
_END = re.compile(rf"^[\W_]*(?:{_ENDINGS}|\d{{3,9}}|\d{{1,2}}:\d\d)[\W_\d]*$")
# What papers say of their readers' comments and of other people's opinions.
_NOTICE = re.compile(
    r"(?:الاراء|المقالات|التعليقات) (?:الوارده|المنشوره).{0,40}لا (?:تعبر|تمثل)|مراجعه التعليقات|شروط التعليق|"
    r"(?:views|opinions) expressed.{0,60}(?:do not|not necessarily)|be the first to comment|comments are (?:closed|moderated)"
)
# What the programs of a site say when they fail, and scripts that stand in the text.
_OF_PROGRAMS = re.compile(
    r"^(?:Strict Standards|Deprecated|Warning|Notice|(?:Parse|Fatal) error): .+ in \S+ on line \d+|^\(?function ?\(\) ?\{|"
    r"^(?:window|document|googletag|jQuery)\.\w[\w.]* ?[(=]|^var \w+ ?=.*;"
)
LONGEST = 4_000  # letters: what a site says of itself, of comments or of other articles is shorter
_CREDIT = re.compile(r"^(?:photo|foto|фото|fotoğraf|تصوير|الصوره|عکس|صوره|צילום|写真|crédit|credit|image|source|quelle|المصدر|منبع)\s*[:：/|]", re.IGNORECASE)  # fmt: skip


def is_image_credit(text: str) -> bool:
    return len(text) < 120 and bool(_CREDIT.match(fold(text)))


def foreign_words(text: str) -> tuple[str, str]:
    """The role of a line that is not of the body, and the reason; ("", "") for any other."""
    if _OF_PROGRAMS.match(text):
        return "boilerplate", "words of the site's programs"
    return ("", "") if len(text) > LONGEST else _short_foreign_words(text)


def _short_foreign_words(text: str) -> tuple[str, str]:
    folded, count = fold(text), len(text.split())
    if newsroom.is_boilerplate(text) or _END.match(folded):
        return "boilerplate", "text that outlets put around every article"
    if len(text) < 500 and _NOTICE.search(folded):
        return "boilerplate", "a notice on comments and opinions"
    if (len(text) < 400 and (_OFFER.search(text) or _OFFER.search(folded))) or surroundings.is_site_talk(folded, count):
        return "boilerplate", "an offer to subscribe, or other words of the site about itself"
    if count <= 16 and newsroom.is_read_also(text):
        return "boilerplate", "a pointer to other articles"
    is_dated = count <= 12 and (newsroom.is_updated_line(text) or date_line(text) is not None)
    return ("date", "contains little more than a date") if is_dated else ("", "")
