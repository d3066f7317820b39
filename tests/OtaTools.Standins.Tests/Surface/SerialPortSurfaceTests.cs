using System.IO.Ports;

namespace OtaTools.Standins.Tests.Surface;

public sealed class SerialPortSurfaceTests : IDisposable
{
    private readonly RealAssembly _real = RealAssembly.NetFrameworkSystem();

    public static TheoryData<Type> StandinTypes => [.. typeof(SerialPort).Assembly.GetExportedTypes()];

    [Theory]
    [MemberData(nameof(StandinTypes))]
    public void Every_public_member_exists_in_the_framework(Type standin)
    {
        ArgumentNullException.ThrowIfNull(standin);
        var real = _real.Assembly.GetType(standin.FullName!).ShouldNotBeNull();

        PublicSurface.Differences(standin, real).ShouldBeEmpty();
    }

    public void Dispose() => _real.Dispose();
}
