"""Addresses of campaigns in a network; those without an account are in `answering` and `surveys`."""

from maillage.campaigns.urls import (
    coherence,
    exports,
    frameworks,
    managing,
    offline,
    replies,
    results,
)

app_name = "campaigns"
# `managing` comes last: it holds the page of a campaign, `<code>/`, which would take any word.
urlpatterns = [
    *frameworks.urlpatterns,
    *coherence.urlpatterns,
    *results.urlpatterns,
    *replies.urlpatterns,
    *offline.urlpatterns,
    *exports.urlpatterns,
    *managing.urlpatterns,
]
