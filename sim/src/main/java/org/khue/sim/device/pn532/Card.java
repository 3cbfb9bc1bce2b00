package org.khue.sim.device.pn532;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.khue.sim.world.Noise;

/// A card, as the reader's antenna meets it (ISO/IEC 14443-3 type A).
///
/// @param atqa answer to request, high byte first as the PN532 gives it
/// @param sak select acknowledge; bit 0x20 says that it speaks ISO/IEC 14443-4
/// @param uid 4 or 7 bytes
/// @param ats answer to select; empty if it does not speak 14443-4
record Card(int atqa, int sak, byte[] uid, byte[] ats) {

  /// Chip families that schools have.
  private enum Family {
    MIFARE_CLASSIC(0x0004, 0x08, 4, ""),
    NTAG(0x0044, 0x00, 7, ""),
    DESFIRE(0x0344, 0x20, 7, "067577810280");

    final int atqa;
    final int sak;
    final int uidBytes;
    final byte[] ats;

    Family(int atqa, int sak, int uidBytes, String ats) {
      this.atqa = atqa;
      this.sak = sak;
      this.uidBytes = uidBytes;
      this.ats = HexFormat.of().parseHex(ats);
    }
  }

  /// A teacher's card: DESFire.
  static Card ofTeacher(Noise noise, long number) {
    return of(Family.DESFIRE, noise.bits(number));
  }

  /// A pupil's: three of four are MIFARE Classic, the rest NTAG stickers.
  static Card ofPupil(Noise noise, long number) {
    long bits = noise.bits(number);
    return of((bits & 3) == 0 ? Family.NTAG : Family.MIFARE_CLASSIC, bits >>> 2);
  }

  /// The bits make the number, within what a type A card may have: 7 bytes begin with 04 (NXP), 4
  /// bytes neither with 08 (random) nor with 88 (cascade tag).
  private static Card of(Family family, long bits) {
    byte[] uid = new byte[family.uidBytes];
    for (int i = 0; i < uid.length; i++) {
      uid[i] = (byte) ((bits >>> (8 * i)) & 0x7F);
    }
    uid[0] = (byte) (family.uidBytes == 7 ? 0x04 : uid[0] | 0x10);
    return new Card(family.atqa, family.sak, uid, family.ats);
  }

  /// As InListPassiveTarget gives it, from SENS_RES on (UM0701-02, section 7.3.5).
  byte[] targetData() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(atqa >> 8);
    out.write(atqa);
    out.write(sak);
    out.write(uid.length);
    out.writeBytes(uid);
    out.writeBytes(ats);
    return out.toByteArray();
  }
}
