package org.khue.contract.courier;

/// What stands readable before the sealed batches of a package.
///
/// @param serial of the gateway's certificate, whose key signed the package; hexadecimal
/// @param encapsulated the file's key as only the cloud can open it (RFC 9180, section 4.1)
/// @param madeMillis by the gateway's clock, which may be wrong; 0 when it is not set
public record CourierHead(String gateway, String serial, byte[] encapsulated, long madeMillis) {
  public CourierHead {
    encapsulated = encapsulated.clone();
  }

  @Override
  public byte[] encapsulated() {
    return encapsulated.clone();
  }
}
