package org.khue.driver.modbus;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/// Lets only whole frames through that can be Modbus: protocol 0, a length of 3 to 254. Anything
/// else ends the connection at once, since there is no way to find the next frame in such a stream.
final class FrameGuard extends ByteToMessageDecoder {
  private static final int HEADER_BYTES = 6;
  private static final int SHORTEST = 3;
  private static final int LONGEST = 254;

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() < HEADER_BYTES) {
      return;
    }
    int protocol = in.getUnsignedShort(in.readerIndex() + 2);
    int length = in.getUnsignedShort(in.readerIndex() + 4);
    if (protocol != 0 || length < SHORTEST || length > LONGEST) {
      throw new CorruptedFrameException("protocol " + protocol + ", length " + length);
    }
    if (in.readableBytes() >= HEADER_BYTES + length) {
      out.add(in.readRetainedSlice(HEADER_BYTES + length));
    }
  }
}
