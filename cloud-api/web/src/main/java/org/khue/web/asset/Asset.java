package org.khue.web.asset;

/// A file that pages load.
///
/// @param path the URL path, which holds a hash of the content, so that it may be cached for ever
/// @param contentType media type with charset where it is text
/// @param body the content as it is
/// @param gzip the same, compressed; empty if that would not be smaller
public record Asset(String path, String contentType, byte[] body, byte[] gzip) {
  public Asset {
    body = body.clone();
    gzip = gzip.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public byte[] gzip() {
    return gzip.clone();
  }
}
