/** Loaded before the CMS: teaches it Warraq's content files, and starts it. */
import { format } from "./front_matter.js";

window.CMS_MANUAL_INIT = true;

addEventListener("DOMContentLoaded", () => {
  const { fromFile, toFile } = format(JSON.parse(document.getElementById("front-matter").textContent));
  window.CMS.registerCustomFormat("warraq", "md", { fromFile, toFile });
  window.CMS.init();
});
