"""French words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "name particle": "de|et",
    "name behind": "Par|par|PAR",
    "updated": "mis a jour|modifie",
    "published": "publie",
    "read also": "lire aussi|a lire aussi|lire l’article|lire l'article|lire la suite",
    "read also ends": "aussi",
    "button": (
        "partager|partager partager|copier le lien|envoyer par e-mail|ajouter à vos sélections|"
        "ajouter à vos sélections ajouter à vos sélections|pour ajouter l’article à vos sélections|"
        "identifiez-vous|s’inscrire gratuitement|vous possédez déjà un compte|se connecter|"
        "article réservé aux abonnés|publicité|commenter|réagir|imprimer|offrir l’article|gestion des cookies|"
        "s’abonner|navigation|lire plus tard|écouter|suivre|accueil"
    ),
    "button opens": "partager sur|temps de lecture|lecture",
    "end": (
        "tous droits réservés|recevez nos|abonnez-vous|suivez-nous|les plus lus|voir aussi|à lire aussi|"
        "sur le même sujet|dans la même rubrique|contributions|édition du jour|il vous reste|"
        "la suite est réservée|lecture du monde en cours"
    ),
    "end line": (
        "à lire également|sur le même thème|notre sélection|nos newsletters|en direct|la rédaction|dans l’actualité"
    ),
    "comments head": "commentaires",
    "privacy": "confidentialité",
    "newsletter": "votre adresse",
    "subscription": "abonn",
    "terms": "conditions d",
    "account": "compte|mot de passe|connecter",
    "device": "appareil|ordinateur|navigateur",
    "offer": "offre|promo|formule|multicomptes|premium|gratuit",
    "partner": "contenu partenaire",
}
