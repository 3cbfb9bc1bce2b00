package org.khue.cloud.platform.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/// A QR code as the path of an SVG.
///
/// @param path the dark modules, each one unit wide
/// @param size units of the whole, without the quiet zone of four that must stand around it
public record QrCode(String path, int size) {

  /// @param content up to some hundred characters
  public static QrCode of(String content) {
    try {
      BitMatrix dark = new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 0, 0);
      int edge = dark.getEnclosingRectangle()[0];
      StringBuilder path = new StringBuilder();
      for (int y = edge; y < dark.getHeight() - edge; y++) {
        for (int x = edge; x < dark.getWidth() - edge; x++) {
          if (dark.get(x, y)) {
            path.append('M').append(x - edge).append(' ').append(y - edge).append("h1v1h-1z");
          }
        }
      }
      return new QrCode(path.toString(), dark.getWidth() - 2 * edge);
    } catch (WriterException e) {
      throw new IllegalStateException("a short text fits every QR code", e);
    }
  }

  /// The SVG's `viewBox`, with the quiet zone.
  public String viewBox() {
    return "-4 -4 " + (size + 8) + " " + (size + 8);
  }
}
