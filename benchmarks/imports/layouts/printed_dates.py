"""How sites print a day: months by many names, calendars, numbers, weekdays, clocks. The gold stays the same day."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping
from datetime import date

import msgspec
from hijridate import Gregorian
from persiantools.jdatetime import JalaliDate
from pyluach import dates as hebrew

_EGYPT = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
_LEVANT = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
_LEVANT_NUMBERED = "كانون2|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين 1|تشرين 2|كانون1"
_MAGHREB = "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"
_MOROCCO = "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"
_HIJRI = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة"
_SOLAR = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
MONTHS: Mapping[str, list[str]] = {
    "ar": _EGYPT.split(),
    "fa": _SOLAR.split(),
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر".split(),
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר".split(),
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
}
WEEKDAYS: Mapping[str, list[str]] = {
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split(),
    "fa": "دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|جمعه|شنبه|یکشنبه".split("|"),
    "ur": "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار".split(),
    "he": "יום שני|יום שלישי|יום רביעי|יום חמישי|יום שישי|שבת|יום ראשון".split("|"),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(),
    "tr": "Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar".split(),
    "ru": "понедельник вторник среда четверг пятница суббота воскресенье".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica".split(),
}
Print = Callable[[date], str]


class DatePrinter(msgspec.Struct, frozen=True):
    """One site's way: `style` names it, `has_weekday` puts the day of the week first."""

    language: str
    style: str
    has_weekday: bool
    clock: str

    @property
    def kinds(self) -> tuple[str, ...]:
        return (f"date:{self.style}", *(["date:weekday"] if self.has_weekday else []))

    def printed(self, day: date, rng: random.Random, *, has_clock: bool) -> str:
        text = self.plain(day, rng)
        return self._with_clock(text, rng) if has_clock else text

    def plain(self, day: date, rng: random.Random) -> str:
        text = STYLES[self.language][self.style](day)
        if self.has_weekday:
            text = f"{WEEKDAYS[self.language][day.weekday()]}{rng.choice(_AFTER_WEEKDAY[self.language])}{text}"
        return text

    def _with_clock(self, text: str, rng: random.Random) -> str:
        hour, minute = rng.randint(0, 23), rng.randint(0, 59)
        half, twelve = hour >= 12, (hour - 1) % 12 + 1
        return self.clock.format(
            date=text, h=f"{hour:02}", m=f"{minute:02}", t=f"{twelve:02}", ar="م" if half else "ص",
            ara="مساء" if half else "صباحا", en="PM" if half else "AM", low="p.m." if half else "a.m.",
        )  # fmt: skip


def printer(language: str, rng: random.Random, wanted: str = "", without: Collection[str] = ()) -> DatePrinter:
    """The way that one text prints its dates: a wanted style where the language has it."""
    styles = [style for style in STYLES[language] if f"date:{style}" not in without]
    weights = [_WEIGHTS.get(style, 3) for style in styles]
    style = wanted if wanted in styles else rng.choices(styles, weights)[0]
    has_weekday = style in _WORDED and language in WEEKDAYS and rng.random() < 0.3
    return DatePrinter(language, style, has_weekday, rng.choice(_CLOCKS.get(language, _CLOCKS["en"])))


def _worded(months: list[str], form: str) -> Print:
    return lambda day: form.format(d=day.day, dd=f"{day.day:02}", m=months[day.month - 1], y=day.year)


def _numeric(form: str) -> Print:
    """Days up to the twelfth may be read two ways: they are printed year first."""
    return lambda day: day.strftime(form) if day.day > 12 or form.startswith("%Y") else day.strftime("%Y-%m-%d")


def _always(form: str) -> Print:
    return lambda day: day.strftime(form)


def _dual(form: str) -> Print:
    egypt, levant = MONTHS["ar"], _LEVANT.split("|")
    return lambda day: form.format(d=day.day, e=egypt[day.month - 1], l=levant[day.month - 1], y=day.year)


def _hijri(form: str) -> Print:
    names, gregorian = _HIJRI.split("|"), MONTHS["ar"]

    def made(day: date) -> str:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
        return form.format(
            d=found.day, dd=f"{found.day:02}", m=names[found.month - 1], mm=f"{found.month:02}", y=found.year,
            gd=day.day, gm=gregorian[day.month - 1], gy=day.year,
        )  # fmt: skip

    return made


def _solar(form: str) -> Print:
    def made(day: date) -> str:
        found = JalaliDate(day)
        name = MONTHS["fa"][found.month - 1]
        return form.format(
            d=found.day, dd=f"{found.day:02}", m=name, mm=f"{found.month:02}", y=found.year, yy=f"{found.year % 100:02}",
            iso=day.isoformat(),
        )  # fmt: skip

    return made


def _hebrew(day: date) -> str:
    return f"{hebrew.HebrewDate.from_pydate(day).hebrew_date_string()}, {day.strftime('%d.%m.%Y')}"


STYLES: Mapping[str, Mapping[str, Print]] = {
    "ar": {
        "worded": _worded(MONTHS["ar"], "{d} {m} {y}"),
        "worded_comma": _worded(MONTHS["ar"], "{d} {m}، {y}"),
        "month_first": _worded(MONTHS["ar"], "{m} {d}, {y}"),
        "levant": _worded(_LEVANT.split("|"), "{d} {m} {y}"),
        "numbered_month": _worded(_LEVANT_NUMBERED.split("|"), "{dd} {m} {y}"),
        "maghreb": _worded(_MAGHREB.split(), "{dd} {m} {y}"),
        "morocco": _worded(_MOROCCO.split(), "{d} {m} {y}"),
        "dual_slash": _dual("{d} {e}/{l} {y}"),
        "dual_spaced": _dual("{d} {l} / {e} {y}"),
        "dual_paren": _dual("{d} {e} ({l}) {y}"),
        "slashes": _always("%d/%m/%Y"),
        "hyphens": _always("%d-%m-%Y"),
        "dots": _always("%d.%m.%Y"),
        "iso": _always("%Y-%m-%d"),
        "year_first": _always("%Y/%m/%d"),
        "hijri_alone": _hijri("{d} {m} {y} هـ"),
        "hijri_numeric": _hijri("{dd}/{mm}/{y}هـ"),
        "hijri_pair": _hijri("{d} {m} {y} هـ - {gd} {gm} {gy} م"),
        "hijri_pair_worded": _hijri("{d} {m} {y}هـ الموافق {gd} {gm} {gy}م"),
        "hijri_pair_second": _hijri("{gd} {gm} {gy} ({d} {m} {y})"),
    },
    "fa": {
        "solar": _solar("{d} {m} {y}"),
        "solar_numeric": _solar("{y}/{mm}/{dd}"),
        "solar_hyphens": _solar("{y}-{mm}-{dd}"),
        "solar_two_digits": _solar("{yy}/{mm}/{dd}"),
        "solar_slashed": _solar("{d} / {m} / {y}"),
        "solar_pair": _solar("{d} {m} {y} ({iso})"),
    },
    "ur": {"worded": _worded(MONTHS["ur"], "{d} {m} {y}"), "worded_comma": _worded(MONTHS["ur"], "{d} {m}، {y}"), "month_first": _worded(MONTHS["ur"], "{m} {d}, {y}"), "hyphens": _always("%d-%m-%Y")},
    "he": {"worded": _worded(MONTHS["he"], "{d} ב{m} {y}"), "slashes": _always("%d/%m/%Y"), "dots": _always("%d.%m.%Y"), "hebrew_pair": _hebrew},
    "en": {"worded": _worded(MONTHS["en"], "{d} {m} {y}"), "month_first": _worded(MONTHS["en"], "{m} {d}, {y}"), "short_month": lambda day: day.strftime("%d %b %Y"), "month_short_first": lambda day: day.strftime("%b %d, %Y"), "iso": _always("%Y-%m-%d"), "slashes": _numeric("%d/%m/%Y")},
    "fr": {"worded": _worded(MONTHS["fr"], "{d} {m} {y}"), "slashes": _always("%d/%m/%Y"), "le": _worded(MONTHS["fr"], "le {d} {m} {y}")},
    "de": {"worded": _worded(MONTHS["de"], "{d}. {m} {y}"), "dots": _always("%d.%m.%Y"), "zero_worded": _worded(MONTHS["de"], "{dd}. {m} {y}")},
    "tr": {"worded": _worded(MONTHS["tr"], "{d} {m} {y}"), "dots": _always("%d.%m.%Y"), "slashes": _always("%d/%m/%Y")},
    "ru": {"worded": _worded(MONTHS["ru"], "{d} {m} {y}"), "dots": _always("%d.%m.%Y"), "worded_year": _worded(MONTHS["ru"], "{d} {m} {y} г.")},
    "es": {"worded": _worded(MONTHS["es"], "{d} de {m} de {y}"), "slashes": _always("%d/%m/%Y"), "short": _worded(MONTHS["es"], "{d} {m} {y}")},
    "it": {"worded": _worded(MONTHS["it"], "{d} {m} {y}"), "slashes": _always("%d/%m/%Y")},
    "ko": {"dots": lambda day: f"{day.year}.{day.month:02}.{day.day:02}", "iso": _always("%Y-%m-%d"), "worded": lambda day: f"{day.year}년 {day.month}월 {day.day}일"},
    "ja": {"worded": lambda day: f"{day.year}年{day.month}月{day.day}日", "slashes": _always("%Y/%m/%d")},
}  # fmt: skip
_WEIGHTS = {"worded": 9, "hijri_alone": 2, "hijri_numeric": 2, "hijri_pair": 2, "hijri_pair_second": 2, "solar": 6}
_WORDED = frozenset(
    "worded worded_comma levant maghreb morocco dual_slash dual_spaced dual_paren hijri_pair slashes solar short_month dots".split()
)
_AFTER_WEEKDAY = {language: (" ", "، ", " - ") if language in ("ar", "fa", "ur") else (", ",) for language in WEEKDAYS}
_AFTER_WEEKDAY["ar"] = (" ", "، ", " - ", " , ")
_CLOCKS: Mapping[str, tuple[str, ...]] = {
    "ar": ("{date} {t}:{m} {ar}", "{date} - {t}:{m} {ar}", "{date} {t}:{m} {ara}", "{date} | {h}:{m}", "{date} - {h}:{m}", "{date} الساعة {h}:{m}", "{t}:{m} {ar} {date}", "{date} - {h}:{m} GMT", "{h}:{m} - {date}", "{date}، {t}:{m} {ar}"),
    "fa": ("{date} - {h}:{m}", "{date} ساعت {h}:{m}", "{date} | {h}:{m}", "{h}:{m} - {date}", "{date} / {h}:{m}", "{date} :: {h}:{m}"),
    "ur": ("{date} {h}:{m}", "{date} بوقت {t}:{m} {en}", "{date} | {h}:{m}"),
    "he": ("{date}, {h}:{m}", "{date} | {h}:{m}", "{h}:{m} {date}", "{date} בשעה {h}:{m}"),
    "en": ("{date} at {t}:{m} {en}", "{date} {h}:{m}", "{date}, {t}:{m} {low}", "{date} | {h}:{m} GMT", "{h}:{m}, {date}", "{date} - {t}:{m}{en}"),
    "fr": ("{date} à {h}h{m}", "{date} - {h}:{m}", "{date}, {h}h{m}"),
    "de": ("{date}, {h}:{m} Uhr", "{date}, {h}.{m} Uhr", "{date} um {h}:{m} Uhr", "{date} | {h}:{m}"),
    "tr": ("{date} {h}:{m}", "{date} - {h}:{m}", "{date} Saat: {h}:{m}"),
    "ru": ("{date}, {h}:{m}", "{h}:{m}, {date}", "{date} в {h}:{m}", "{date} {h}:{m} (мск)"),
    "es": ("{date} a las {h}:{m}", "{date} - {h}:{m} h", "{date}, {h}:{m}"),
    "it": ("{date} ore {h}:{m}", "{date} - {h}:{m}", "{date} alle {h}:{m}"),
    "ko": ("{date} {h}:{m}", "{date} 오전 {t}:{m}", "{date} {h}:{m}:11"),
    "ja": ("{date} {h}:{m}", "{date} {h}時{m}分"),
}  # fmt: skip
