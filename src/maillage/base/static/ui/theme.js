// Before the first paint, so that no page flashes: scripts run, and the theme chosen by hand.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("maillage-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* storage refused: the system's theme */ }
