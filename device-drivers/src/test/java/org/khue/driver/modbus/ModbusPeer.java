package org.khue.driver.modbus;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusTcpFrame;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServerConfig;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.khue.driver.ContractPeer;
import org.khue.driver.MoodProxy;

/// digitalpetri's server with units 1 and 2, behind a proxy that can be in a mood. Registers from
/// 0x4000 on do not exist, except one at 0xFC00.
final class ModbusPeer implements ContractPeer {
  final ProcessImage unitOne = new ProcessImage();
  final ProcessImage unitTwo = new ProcessImage();

  /// Reads of input and holding registers as they came: `unit table start+count`.
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final ModbusTcpServer server;
  private final MoodProxy proxy;

  ModbusPeer() throws Exception {
    int port = freePort();
    NettyTcpServerTransport transport =
        NettyTcpServerTransport.create(config -> {
          config.setBindAddress("127.0.0.1");
          config.setPort(port);
          config.setEventLoopGroup(loop);
          config.setExecutor(work);
        });
    server =
        new ModbusTcpServer(ModbusServerConfig.create(c -> {}), transport, new Services()) {
          @Override
          protected ModbusTcpFrame handleModbusTcpFrame(
              ModbusTcpFrame frame, ModbusRequestContext.ModbusTcpRequestContext context)
              throws Exception {
            return switch (frame.pdu().get(0)) {
              case 0x2B -> identification(frame.header());
              case 3, 4 -> note(frame) ? super.handleModbusTcpFrame(frame, context) : noSuch(frame);
              default -> super.handleModbusTcpFrame(frame, context);
            };
          }
        };
    server.start();
    proxy = new MoodProxy(port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /// @return whether the registers asked for exist
  private boolean note(ModbusTcpFrame frame) {
    int start = frame.pdu().getShort(1) & 0xFFFF;
    int count = frame.pdu().getShort(3) & 0xFFFF;
    String table = frame.pdu().get(0) == 4 ? "input" : "holding";
    requests.add(frame.header().unitId() + " " + table + " " + start + "+" + count);
    return start + count <= 0x4000 || start == 0xFC00;
  }

  private static ModbusTcpFrame noSuch(ModbusTcpFrame frame) {
    byte[] refusal = {(byte) (frame.pdu().get(0) | 0x80), 2};
    MbapHeader asked = frame.header();
    return new ModbusTcpFrame(
        new MbapHeader(asked.transactionId(), 0, 3, asked.unitId()), ByteBuffer.wrap(refusal));
  }

  private static ModbusTcpFrame identification(MbapHeader asked) {
    ByteBuffer pdu = ByteBuffer.allocate(64).put(new byte[] {0x2B, 0x0E, 1, 1, 0, 0, 3});
    List<String> objects = List.of("Eastron", "SDM120", "2.01");
    for (int id = 0; id < objects.size(); id++) {
      byte[] text = objects.get(id).getBytes(StandardCharsets.US_ASCII);
      pdu.put((byte) id).put((byte) text.length).put(text);
    }
    pdu.flip();
    return new ModbusTcpFrame(
        new MbapHeader(asked.transactionId(), 0, pdu.remaining() + 1, asked.unitId()), pdu);
  }

  void input(int register, int... values) {
    unitOne.with(tx -> tx.writeInputRegisters(map -> put(map, register, values)));
  }

  void holding(int register, int... values) {
    unitOne.with(tx -> tx.writeHoldingRegisters(map -> put(map, register, values)));
  }

  private static void put(Map<Integer, byte[]> map, int register, int... values) {
    for (int i = 0; i < values.length; i++) {
      map.put(register + i, new byte[] {(byte) (values[i] >> 8), (byte) values[i]});
    }
  }

  void inputFloat(int register, float value) {
    int raw = Float.floatToIntBits(value);
    input(register, raw >>> 16, raw & 0xFFFF);
  }

  @Override
  public Map<String, Object> connection() {
    return Map.of("host", "127.0.0.1", "port", proxy.port(), "unit-id", 1, "timeout-ms", 3_000);
  }

  @Override
  public void mood(Mood mood) {
    proxy.mood(mood);
  }

  @Override
  public void hangUp() {
    proxy.hangUp();
  }

  @Override
  public void close() {
    proxy.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new AssertionError("The server does not stop", e);
    }
    loop.shutdownGracefully(0, 1_000, TimeUnit.MILLISECONDS).syncUninterruptibly();
    work.shutdownNow();
  }

  private final class Services extends ReadWriteModbusServices {
    @Override
    protected Optional<ProcessImage> getProcessImage(int unit) {
      return switch (unit) {
        case 1 -> Optional.of(unitOne);
        case 2 -> Optional.of(unitTwo);
        default -> Optional.empty();
      };
    }
  }
}
