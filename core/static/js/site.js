// Registers every element. A page is complete without any of them.

import "./elements/copy-text.js";
import "./elements/date-range.js";
import "./elements/place-map.js";
import "./elements/point-here.js";
import "./elements/theme-switch.js";
