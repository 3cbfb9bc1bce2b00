package org.khue.cloud.organisation.internal.demo;

import java.util.List;

/// Invented names: flowers, trees, birds, stars. What resembles a real place does so by chance.
final class DemoNames {
  /// A ward or commune of today.
  ///
  /// @param district index in [#DISTRICTS] of the one that it was part of
  /// @param formed names of the older ones that it was formed of on 2025-07-01; empty if it is
  ///   older
  record Ward(String name, boolean urban, int district, List<String> formed) {}

  static final List<String> DISTRICTS =
      List.of("Quận Bắc Đẩu", "Quận Ngân Hà", "Huyện Thảo Nguyên");

  static final List<Ward> WARDS =
      List.of(
          new Ward("Phường Sao Mai", true, 0, List.of()),
          new Ward("Phường Sao Hôm", true, 0, List.of()),
          new Ward(
              "Phường Thiên Lang",
              true,
              0,
              List.of("Phường Thiên Lang Đông", "Phường Thiên Lang Tây")),
          new Ward("Phường Vân Hà", true, 1, List.of()),
          new Ward(
              "Phường Hoa Sen", true, 1, List.of("Phường Hoa Sen Trắng", "Phường Hoa Sen Hồng")),
          new Ward("Phường Bạch Dương", true, 1, List.of()),
          new Ward("Xã Lúa Vàng", false, 2, List.of()),
          new Ward("Xã Tre Ngà", false, 2, List.of("Xã Tre Ngà Thượng", "Xã Tre Ngà Hạ")),
          new Ward("Xã Đồi Thông", false, 2, List.of()));

  static final List<String> FLOWERS =
      List.of(
          "Hoa Hướng Dương",
          "Hoa Mai Vàng",
          "Hoa Anh Đào",
          "Hoa Súng",
          "Hoa Cúc Nhỏ",
          "Hoa Hồng Nhung",
          "Hoa Phong Lan",
          "Hoa Sữa",
          "Hoa Phượng Đỏ",
          "Hoa Ngọc Lan",
          "Hoa Thạch Thảo",
          "Hoa Bồ Công Anh",
          "Hoa Thủy Tiên",
          "Hoa Cẩm Tú Cầu");

  static final List<String> TREES =
      List.of(
          "Cây Bàng",
          "Hàng Cau",
          "Rừng Thông",
          "Lũy Tre Xanh",
          "Vườn Chuối",
          "Cây Đa",
          "Cây Phượng",
          "Chim Én",
          "Chim Sơn Ca",
          "Bồ Câu Trắng",
          "Họa Mi",
          "Đồi Chè",
          "Suối Mơ",
          "Đồng Lúa");

  static final List<String> STARS =
      List.of(
          "Sao Mai",
          "Sao Khuê",
          "Sao Bắc Đẩu",
          "Sao Thổ",
          "Sao Mộc",
          "Sao Hải Vương",
          "Chòm Thiên Nga",
          "Chòm Thần Nông",
          "Chòm Đại Hùng");

  static final List<String> SKY =
      List.of(
          "Thiên Hà",
          "Ngân Hà",
          "Nhật Thực",
          "Cực Quang",
          "Chân Trời",
          "Bình Minh",
          "Cầu Vồng",
          "Mặt Trăng",
          "Tinh Vân");

  private DemoNames() {}

  /// A name of the list; with a number once all have been used.
  static String of(List<String> names, int index) {
    String name = names.get(index % names.size());
    return index < names.size() ? name : name + " " + (index / names.size() + 1);
  }
}
