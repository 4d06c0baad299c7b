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
    "web byline": "par|propos recueillis par|article rédigé par|écrit par|publié par",
    "web byline label": "auteur|auteurs|texte|par",
    "page that is no article": (
        "page introuvable|page non trouvée|erreur 404|accès refusé|connexion|se connecter|s'inscrire|créer un compte|mot de passe oublié|résultats de recherche|résultats de la recherche|recherche|contact|contactez-nous|nous contacter|qui sommes-nous|à propos|mentions légales|politique de confidentialité|conditions générales|plan du site|archives|galerie|accueil|s'abonner|abonnement"
    ),
    "text of no article": (
        "la page que vous recherchez|la page demandée|mot de passe oublié|nous utilisons des cookies|nos partenaires|aucun résultat|vérifiez que vous êtes"
    ),
}
