package org.khue.cloud.equipment.register;

import org.khue.cloud.platform.web.QrCode;

/// A label, ready to be printed.
///
/// @param code as people read it
/// @param what type and model
/// @param number the school's own; empty for none
/// @param qr the code alone, so that a scanner types nothing that an input method could change
public record Label(String code, String what, String number, QrCode qr) {}
