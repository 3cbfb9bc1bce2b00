package org.khue.sim.device.modbus;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusTcpFrame;
import com.digitalpetri.modbus.server.ModbusRequestContext.ModbusTcpRequestContext;
import com.digitalpetri.modbus.server.ModbusServerTransport.FrameReceiver;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ModbusTcpServerTransport;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.khue.sim.device.Answer;
import org.khue.sim.device.Place;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.device.TcpDevice;
import org.khue.sim.device.power.EnergyCounter;
import org.khue.sim.device.power.Load;
import org.khue.sim.device.power.Mains;

/// An SDM120 energy meter on Modbus TCP. The library reads requests and makes answers; the
/// connection is our own, because a sample counts only when its answer was written.
public final class SimulatedMeter extends TcpDevice {
  private static final double POWER_FACTOR = 0.93;
  private static final int HEADER_BYTES = 7;
  private static final int LONGEST_PDU = 253;
  private static final int ILLEGAL_FUNCTION = 1;

  /// Functions whose requests the library can take apart; it refuses those that the meter lacks.
  private static final Set<Integer> READABLE = Set.of(1, 2, 3, 4, 5, 6, 15, 16, 22, 23);

  private final Place place;
  private final Mains mains;
  private final Load load;
  private final EnergyCounter energy;
  private final ModbusTcpServer server;
  private final DeviceIdentification identification;
  private volatile @Nullable FrameReceiver<ModbusTcpRequestContext, ModbusTcpFrame> receiver;

  public SimulatedMeter(Place place) {
    super(place);
    this.place = place;
    this.mains = new Mains(place.world(), place.room().id());
    this.load = Load.ofRoom(place.world(), place.noise("load"));
    int serialNumber = (int) (place.noise("serial number").unit(0) * 90_000_000) + 10_000_000;
    this.energy = new EnergyCounter(serialNumber % 4000, place.world().elapsed());
    this.identification =
        new DeviceIdentification(List.of("Eastron (simulated)", "SDM120-Modbus", "1.0"));
    int unitId = place.entry().number("unit-id", 1);
    this.server =
        ModbusTcpServer.create(
            new Transport(),
            new MeterServices(
                unitId, this::measure, MeterRegisters.holding(unitId, serialNumber), ticks));
  }

  private Map<Integer, byte[]> measure() {
    double watts = load.watts();
    return MeterRegisters.input(
        mains.feeding(watts, POWER_FACTOR), energy.advance(place.world().elapsed(), watts));
  }

  @Override
  public void open() throws PlaceTakenException {
    super.open();
    try {
      server.start();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A transport that is bound already cannot fail to bind", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void step() {
    energy.advance(place.world().elapsed(), load.watts());
  }

  @Override
  protected void hold(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    while (true) {
      ModbusTcpFrame request;
      try {
        request = read(in);
      } catch (EOFException e) {
        return;
      }
      PeerContext context = new PeerContext(socket);
      ByteBuffer answer = answer(context, request);
      mouth.say(socket.getOutputStream(), new Answer(bytes(answer), context.ticks()));
    }
  }

  private static ModbusTcpFrame read(DataInputStream in) throws IOException {
    int transaction = in.readUnsignedShort();
    int protocol = in.readUnsignedShort();
    int length = in.readUnsignedShort();
    if (protocol != 0 || length < 2 || length > LONGEST_PDU + 1) {
      throw new IOException("no Modbus header: protocol " + protocol + ", length " + length);
    }
    int unit = in.readUnsignedByte();
    byte[] pdu = new byte[length - 1];
    in.readFully(pdu);
    return new ModbusTcpFrame(
        new MbapHeader(transaction, protocol, length, unit), ByteBuffer.wrap(pdu));
  }

  private ByteBuffer answer(PeerContext context, ModbusTcpFrame request) throws IOException {
    if (DeviceIdentification.asked(request.pdu())) {
      return frame(reply(request, identification.answer(request.pdu())));
    }
    if (!READABLE.contains(request.pdu().get(0) & 0xFF)) {
      return frame(refused(request, ILLEGAL_FUNCTION));
    }
    FrameReceiver<ModbusTcpRequestContext, ModbusTcpFrame> library = receiver;
    if (library == null) {
      throw new IOException("the meter is not on yet");
    }
    try {
      return frame(library.receive(context, request));
    } catch (Exception e) {
      ticks.unsent(context.ticks());
      throw new IOException("a request that cannot be read: " + e.getMessage(), e);
    }
  }

  private static ModbusTcpFrame refused(ModbusTcpFrame request, int code) {
    return reply(
        request, ByteBuffer.wrap(new byte[] {(byte) (request.pdu().get(0) | 0x80), (byte) code}));
  }

  private static ModbusTcpFrame reply(ModbusTcpFrame request, ByteBuffer pdu) {
    MbapHeader asked = request.header();
    return new ModbusTcpFrame(
        new MbapHeader(asked.transactionId(), 0, pdu.remaining() + 1, asked.unitId()), pdu);
  }

  private static ByteBuffer frame(ModbusTcpFrame frame) {
    ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + frame.pdu().remaining());
    MbapHeader.Serializer.encode(frame.header(), bytes);
    return bytes.put(frame.pdu()).flip();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /// Gives the library's frames to [#hold]; the port is bound before.
  private final class Transport implements ModbusTcpServerTransport {
    @Override
    public CompletionStage<Void> bind() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> unbind() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void receive(FrameReceiver<ModbusTcpRequestContext, ModbusTcpFrame> frames) {
      receiver = frames;
    }
  }
}
