"""Italian words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "home|prima pagina|pagina iniziale",
    "name behind": "Di|di",
    "updated": "aggiornato|ultimo aggiornamento|aggiornamento|modificato",
    "published": "pubblicato|data di pubblicazione|data",
    "read also": "leggi anche",
    "read also ends": "anche",
    "button": "condividi|commenti|stampa|abbonati|pubblicità|accedi",
    "button opens": "condividi su",
    "end": "tutti i diritti|leggi anche|altri articoli",
    "end line": "articoli correlati|ti potrebbe interessare|potrebbe interessarti|argomenti|le ultime",
    "own": "nostro canale|nostra app|seguici|nostra newsletter|nostra pagina|nostri social",
    "channel": "whatsapp|telegram|facebook|twitter|instagram|youtube|google news|app store|google play|newsletter",
    "call": "seguici|unisciti|scarica|iscriviti|abbonati|clicca|ricevi",
    "contact": "tel|telefono|fax|contatti|cellulare",
    "comments head": "commenti",
    "title label": "titolo",
    "subject label": "oggetto",
    "byline with a sign": "autore|autrice|giornalista",
    "body label": "testo|contenuto",
    "source": "fonte|testata|editore",
    "web byline": "di|a cura di|scritto da",
    "web byline label": "autore|autrice|testo|di|a cura di",
    "page that is no article": (
        "pagina non trovata|errore 404|accedi|registrati|risultati della ricerca|ricerca|contatti|chi siamo|note legali|informativa sulla privacy|mappa del sito|archivio|galleria|abbonati"
    ),
    "text of no article": (
        "la pagina che cerchi|la pagina richiesta|password dimenticata|nessun risultato|utilizziamo i cookie"
    ),
    "name is over": "da",
    "and between names": "e",
    "byline": "a cura di",
}
