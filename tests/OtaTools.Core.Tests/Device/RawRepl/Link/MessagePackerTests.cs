using System.Buffers.Binary;
using System.IO.Compression;
using OtaTools.Core.Device;
using OtaTools.Core.Device.RawRepl.Link;

namespace OtaTools.Core.Tests.Device.RawRepl.Link;

public class MessagePackerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(15)]
    public void Each_message_comes_out_as_it_went_in_before_the_next_one_is_there(int windowBits)
    {
        using var packer = new MessagePacker(windowBits);
        var random = new Random(windowBits);
        using var line = new MemoryStream();
        using Stream stream = windowBits == 0 ? line : new DeflateStream(line, CompressionMode.Decompress);
        foreach (var length in new[] { 0, 1, 300, 5000, 16_384, 40_000, 7 })
        {
            var data = Enumerable.Range(0, length).Select(_ => (byte)random.Next(length % 7 + 2)).ToArray();

            var message = packer.Pack("code"u8, data);

            (BinaryPrimitives.ReadUInt16LittleEndian(message), BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(2))).ShouldBe(((ushort)4, (ushort)length));
            var from = line.Length;
            line.Position = from;
            line.Write(message.AsSpan(4));
            line.Position = from;
            var content = new byte[4 + length];
            stream.ReadExactly(content);
            content.ShouldBe([.. "code"u8, .. data]);
        }
    }

    [Fact]
    public void What_was_sent_before_makes_it_shorter()
    {
        using var packer = new MessagePacker(15);

        var first = packer.Pack([], DeviceScripts.OtaPy);

        first.Length.ShouldBeLessThan(DeviceScripts.OtaPy.Length / 2);
        packer.Pack([], DeviceScripts.OtaPy).Length.ShouldBeLessThan(first.Length / 20);
    }

    [Fact]
    public void Nothing_is_copied_from_farther_back_than_a_small_window_reaches()
    {
        var noise = new byte[1500];
        new Random(1).NextBytes(noise);
        using var packer = new MessagePacker(11);

        packer.Pack([], noise);

        packer.Pack([], noise).Length.ShouldBeGreaterThan(1500, "1,500 and 1,500 bytes do not fit into 2,048");
    }
}
