package org.khue.gateway.device;

import java.util.Map;
import java.util.TreeMap;

/// What a person in the room should do about a device that is not well, by the reason's code.
final class Advice {
  private static final Map<String, Map<String, String>> BY_REASON = new TreeMap<>();

  static {
    add(
        "timeout",
        "Kiểm tra thiết bị đã bật nguồn và cáp mạng hoặc cáp tín hiệu đã cắm chặt",
        "Check that the device is switched on and that its cable is firmly plugged in");
    add(
        "gone",
        "Kiểm tra nguồn điện, cáp và địa chỉ của thiết bị; gateway sẽ tự kết nối lại",
        "Check the device's power, cable and address; the gateway reconnects by itself");
    add(
        "refused",
        "So sánh mẫu thiết bị với cấu hình phòng: thiết bị từ chối yêu cầu",
        "Compare the device's model with the room file: the device refuses what is asked");
    add(
        "protocol",
        "Kiểm tra loại thiết bị, tốc độ đường truyền và dây nối: dữ liệu nhận được không hợp lệ",
        "Check the device type, line speed and wiring: what arrives is not its protocol");
    add("busy", "Chờ một lát: thiết bị đang bận", "Wait a little: the device is busy");
    add(
        "auth",
        "Nhập lại mật khẩu của thiết bị trong cấu hình phòng",
        "Correct the device's password in the room file");
    add(
        "range",
        "Kiểm tra cấu hình điểm đo: giá trị nằm ngoài khả năng của thiết bị",
        "Check the points in the room file: a value lies outside what the device can do");
    add(
        "stale",
        "Kiểm tra pin và sóng của thiết bị: đã lâu không có dữ liệu mới",
        "Check the device's battery and radio: nothing new has come for a long time");
    add(
        "other-device",
        "Nếu đã thay thiết bị, hãy xác nhận thiết bị mới; nếu không, kiểm tra lại cáp đã cắm đúng cổng",
        "If the device was replaced, accept the new one; if not, check which port it is plugged into");
    add(
        "stuck-driver",
        "Khởi động lại gateway và báo lỗi kèm tệp nhật ký",
        "Restart the gateway and report the fault together with the log file");
  }

  private Advice() {}

  /// By language (`vi`, `en`); empty when there is nothing to do.
  static Map<String, String> of(String reason) {
    return BY_REASON.getOrDefault(reason, Map.of());
  }

  private static void add(String reason, String vi, String en) {
    BY_REASON.put(reason, Map.of("vi", vi, "en", en));
  }
}
