"""What the Ministry's service refuses, said in French with the remedy."""

from __future__ import annotations

from maillage.territory.open_data_service import SETTING

BY_HAND = (
    "Réessayez plus tard, ou téléchargez l'export sur data.gouv.fr (« Adresses des bibliothèques publiques ») "
    "puis importez le fichier."
)


def refusal(code: int, host: str) -> tuple[str, str]:
    """What the answer code of the service means, and the remedy."""
    if 300 <= code < 400:
        return f"{host} renvoie vers une adresse refusée (réponse {code}).", SETTING
    if code in (400, 404, 410):
        return f"{host} ne connaît pas l'adresse demandée (réponse {code}).", SETTING
    if code in (401, 403):
        return f"{host} refuse l'accès (réponse {code}).", SETTING
    if code == 429:
        return f"{host} reçoit trop de demandes (réponse 429).", "Attendez une heure, puis recommencez."
    return f"{host} est en panne ou en travaux (réponse {code}).", BY_HAND
