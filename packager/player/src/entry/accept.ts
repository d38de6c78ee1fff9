//! The check of a learning system in packages for SCORM, AICC and no system at all.

import { aiccPort } from "../accept/aicc";
import { devicePort } from "../accept/device";
import { checks } from "../accept/page";
import { scormPort } from "../accept/scorm";

checks((own, world, data, add) => {
  if (data.adapter === "aicc") {
    return aiccPort(own, world, add);
  }
  return data.adapter === "device"
    ? devicePort(() => own.localStorage, data, add)
    : scormPort(own, world, data, add);
});
