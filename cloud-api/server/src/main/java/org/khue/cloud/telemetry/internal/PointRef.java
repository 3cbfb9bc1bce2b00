package org.khue.cloud.telemetry.internal;

/// A point as the store knows it. The fields that are not final belong to the lane of the gateway:
/// they hold what the group being written has of this point.
public final class PointRef {
  /// A device as the store knows it.
  public static final class DeviceRef {
    public final int id;
    public final String gateway;
    public final String device;

    /// The last minute staged for `telemetry.device_minute`, in minutes since 1970; -1 for none. Of
    /// the gateway's lane.
    public long lastMinute = -1;

    public DeviceRef(int id, String gateway, String device) {
      this.id = id;
      this.gateway = gateway;
      this.device = device;
    }
  }

  public final int id;
  public final DeviceRef device;
  public final String point;
  public final String unit;

  public boolean touched;
  public long micros;
  public double value;
  public short flags;
  public short reason;

  /// The hour last noted as late in the group, in hours since 1970; -1 for none.
  public int lateHour = -1;

  public PointRef(int id, DeviceRef device, String point, String unit) {
    this.id = id;
    this.device = device;
    this.point = point;
    this.unit = unit;
  }
}
