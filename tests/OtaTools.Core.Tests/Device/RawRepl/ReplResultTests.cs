using OtaTools.Core.Device.RawRepl;

namespace OtaTools.Core.Tests.Device.RawRepl;

public class ReplResultTests
{
    [Theory]
    [InlineData("OSError: [Errno 28] ENOSPC", ErrorCode.DeviceFileSystem)]
    [InlineData("OSError: 28", ErrorCode.DeviceFileSystem)]
    [InlineData("OSError: [Errno 30] EROFS", ErrorCode.DeviceFileSystem)]
    [InlineData("MemoryError: memory allocation failed, allocating 8192 bytes", ErrorCode.DevicePython)]
    [InlineData("KeyboardInterrupt: ", ErrorCode.DevicePython)]
    public void A_traceback_becomes_a_failure_with_the_traceback_as_evidence(string last, ErrorCode code)
    {
        var error = "Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n" + last;

        var failure = Should.Throw<OtaToolsException>(() => new ReplResult([], error).ThrowIfFailed());

        failure.Code.ShouldBe(code);
        failure.Evidence.ShouldBe(error);
        failure.Message.ShouldNotContain("<stdin>");
    }

    [Fact]
    public void No_traceback_is_no_failure() => Should.NotThrow(() => new ReplResult("x"u8.ToArray(), "").ThrowIfFailed());
}
