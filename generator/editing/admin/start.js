import CMS from "./npm/index.js";

const response = await fetch("config.json");
CMS.init({ config: await response.json() });
