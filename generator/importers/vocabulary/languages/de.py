"""German words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "startseite|home|zur startseite",
    "name particle": "von|van|und",
    "name behind": "Von|von|VON",
    "updated": (
        "aktualisiert|editiert|geandert|zuletzt bearbeitet|zuletzt aktualisiert|zuletzt geändert|geändert|aktualisierung"
    ),
    "published": ("veroffentlicht|erschienen|erscheinungsdatum|erstellt|veröffentlicht|datum|veröffentlichungsdatum"),
    "read also": "lesen sie auch",
    "credit": "foto(graf)",
    "caption": "foto(graf)",
    "button": (
        "teilen|drucken|kommentare|kommentieren|anzeige|werbung|anmelden|abonnieren|merken|vorlesen|artikel teilen"
    ),
    "button opens": "auf facebook",
    "end": "alle rechte vorbehalten|mehr zum thema|lesen sie auch|meistgelesen|das könnte sie auch|verwandte themen",
    "end line": "weitere artikel|auch interessant|schlagworte|themen|zur startseite|impressum",
    "privacy": "datenschutz",
    "terms": "nutzungsbedingungen",
    "note to editors": "achtung",
    "own": (
        "unser kanal|unserem kanal|unseren kanal|unsere app|unserer app|unser newsletter|unseren newsletter|"
        "folgen sie uns|folge uns|uns auf"
    ),
    "channel": "whatsapp|telegram|facebook|twitter|instagram|youtube|google news|app store|google play|newsletter",
    "call": "folgen|abonnieren|herunterladen|laden sie|melden sie|klicken|jetzt anmelden|erhalten sie",
    "contact": "tel|telefon|fax|kontakt|handy|mobil",
    "comments head": "kommentare|leserkommentare",
    "title label": "titel|überschrift|schlagzeile",
    "subject label": "thema|betreff",
    "byline with a sign": "autor|autorin|verfasser|redakteur",
    "body label": "text|inhalt|artikel",
    "source": "quelle|zeitung|verlag|medium",
    "web byline": "von|ein artikel von|eine analyse von|ein kommentar von|ein gastbeitrag von|ein interview von",
    "web byline label": "autor|autorin|text|von",
    "page that is no article": (
        "seite nicht gefunden|fehler 404|zugriff verweigert|anmelden|einloggen|login|registrieren|passwort vergessen|suchergebnisse|suchergebnisse für|suche|kontakt|impressum|über uns|datenschutz|datenschutzerklärung|agb|nutzungsbedingungen|archiv|sitemap|bildergalerie|startseite|abonnieren|newsletter"
    ),
    "text of no article": (
        "die gewünschte seite|die angeforderte seite|passwort vergessen|wir verwenden cookies|cookies zu|keine ergebnisse|mit werbung weiterlesen"
    ),
    "name is over": "in|aus|am|berichtet",
    "and between names": "und",
    "byline": "ein gastbeitrag von|ein bericht von",
}
