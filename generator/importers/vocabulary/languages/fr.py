"""French words that newsrooms and sites put around articles."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "home": "accueil|à la une|la une|page d'accueil",
    "name particle": "de|et",
    "name behind": "Par|par|PAR",
    "updated": "mis a jour|modifie|mis à jour|mise à jour|modifié|actualisé|dernière mise à jour",
    "published": "publie|mis(e) en ligne|publié|date de publication|mis en ligne|paru",
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
    "own": (
        "notre chaîne|notre application|notre newsletter|suivez-nous|rejoignez-nous|notre page|nos réseaux|"
        "abonnez-vous à"
    ),
    "channel": (
        "whatsapp|telegram|facebook|twitter|instagram|youtube|google actualités|app store|google play|"
        "newsletter|infolettre"
    ),
    "call": "suivez|rejoignez|téléchargez|abonnez-vous|inscrivez-vous|cliquez|recevez",
    "contact": "tél|téléphone|fax|contactez|portable|renseignements",
    "title label": "titre",
    "subject label": "sujet|objet",
    "byline with a sign": "auteur|auteure|autrice|journaliste|rédacteur",
    "body label": "texte|contenu|corps",
    "source": "source|éditeur|journal",
    "web byline": "par|propos recueillis par|article rédigé par|écrit par|publié par",
    "web byline label": "auteur|auteurs|texte|par",
    "page that is no article": (
        "page introuvable|page non trouvée|erreur 404|accès refusé|connexion|se connecter|s'inscrire|créer un compte|mot de passe oublié|résultats de recherche|résultats de la recherche|recherche|contact|contactez-nous|nous contacter|qui sommes-nous|à propos|mentions légales|politique de confidentialité|conditions générales|plan du site|archives|galerie|accueil|s'abonner|abonnement"
    ),
    "text of no article": (
        "la page que vous recherchez|la page demandée|mot de passe oublié|nous utilisons des cookies|nos partenaires|aucun résultat|vérifiez que vous êtes"
    ),
    "name is over": "à|le|publié",
    "and between names": "et",
    "byline": "écrit par|propos recueillis par",
}
