package org.khue.cloud.identity.internal.page;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;

/// A QR code as the path of an SVG of 100 × 100 units at most.
final class QrCode {
  private QrCode() {}

  /// The dark modules, each one unit wide.
  static String path(String content) {
    try {
      BitMatrix dark = new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 0, 0);
      StringBuilder path = new StringBuilder();
      for (int y = 0; y < dark.getHeight(); y++) {
        for (int x = 0; x < dark.getWidth(); x++) {
          if (dark.get(x, y)) {
            path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
          }
        }
      }
      return path.toString();
    } catch (WriterException e) {
      throw new IllegalStateException("a short text fits every QR code", e);
    }
  }
}
