using OtaTools.Core.Firmware.Signing;

namespace OtaTools.Core.Tests.Firmware.Signing;

/// <summary>Keys take a while to make: all tests share two.</summary>
internal static class Keys
{
    private static readonly Lazy<SigningKey> FirstKey = new(() => SigningKey.Generate(2048)), SecondKey = new(() => SigningKey.Generate(2048));

    public static SigningKey First => FirstKey.Value;

    public static SigningKey Second => SecondKey.Value;
}
