"use strict";(()=>{window.parent.bonaOpened?.(window);})();
//! The one line that a preview adds to a course's page: it tells the frame that the page begins, before the page's
//! own script runs. A page that was opened without the frame tells nobody.
