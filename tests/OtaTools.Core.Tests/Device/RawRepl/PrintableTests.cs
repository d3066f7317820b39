using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Tests.Device.RawRepl;

public class PrintableTests
{
    [Fact]
    public void Control_characters_are_written_out() => Printable.Tail("a\u001b[1m\r\n\u0004\u007f"u8).ShouldBe("a\\x1b[1m\\r\\n\\x04\\x7f");

    [Fact]
    public void Only_the_last_bytes_are_shown() => Printable.Tail("0123456789"u8, limit: 4).ShouldBe("6789");

    [Fact]
    public void Bytes_that_are_no_text_are_no_failure() => Printable.Tail([0xFF, 0xC3]).Length.ShouldBe(2);
}
