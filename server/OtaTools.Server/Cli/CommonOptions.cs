using System.CommandLine;
using OtaTools.Core;
using OtaTools.Core.Device;
using OtaTools.Core.Device.Files;
using OtaTools.Core.Device.Transport;
using OtaTools.Core.Serving;

namespace OtaTools.Server.Cli;

/// <summary>Options that several verbs share; one instance a command tree.</summary>
internal sealed class CommonOptions
{
    public Option<string> Device { get; } = new("--device", "-d") { Description = Messages.OptionDevice(), HelpName = "PORT|socket://HOST:PORT|rfc2217://HOST:PORT" };

    public Option<int> Baud { get; } = new("--baud") { Description = Messages.OptionBaud(), DefaultValueFactory = _ => DeviceDefaults.Baud };

    public Option<double> Timeout { get; } = new("--timeout") { Description = Messages.OptionTimeout(), HelpName = "SECONDS", DefaultValueFactory = _ => DeviceDefaults.TimeoutSeconds };

    public Option<bool> Json { get; } = new("--json") { Description = Messages.OptionJson() };

    public Option<string> Ssid { get; } = new("--ssid") { Description = Messages.OptionSsid() };

    public Option<FileInfo> PasswordFile { get; } = new("--password-file") { Description = Messages.OptionPasswordFile(), HelpName = "FILE" };

    public Option<string> FirmwareUrl { get; } = new("--fw-url") { Description = Messages.OptionFirmwareUrl(), HelpName = "URL" };

    public Option<string> Address { get; } = new("--address") { Description = Messages.OptionAddress(), HelpName = "IP" };

    public Option<int> Port { get; } = new("--port") { Description = Messages.OptionPort(), DefaultValueFactory = _ => FirmwareHost.DefaultPort };

    /// <summary>The served folder whose boards are meant.</summary>
    public Option<string> Root { get; } = new("--root") { Description = Messages.OptionRoot(), HelpName = "DIR", DefaultValueFactory = _ => "." };

    public Option<ForeignBootPy> BootPy { get; } = new("--boot-py") { Description = Messages.OptionBootPy(), HelpName = "refuse|hook|replace|keep", DefaultValueFactory = _ => ForeignBootPy.Refuse };

    /// <summary>Whose signature a board asks for.</summary>
    public Option<FileInfo> Key { get; } = new("--key") { Description = Messages.OptionBoardKey(), HelpName = "FILE" };

    public Option<bool> NoKey { get; } = new("--no-key") { Description = Messages.OptionNoKey() };

    public Option<bool> Force { get; } = new("--force") { Description = Messages.OptionForce() };

    public Option<string> KeyName { get; } = new("--out") { Description = Messages.OptionKeyName(), HelpName = "NAME", DefaultValueFactory = _ => "otatools" };

    /// <summary>What comes out of a conversion.</summary>
    public Option<string> ConvertedFile { get; } = new("--output", "-o") { Description = Messages.OptionConvertedFile(), HelpName = "FILE" };

    public Option<bool> Replace { get; } = new("--force") { Description = Messages.OptionReplace() };

    /// <summary>For a command that talks to a board.</summary>
    public void AddDeviceTo(Command command)
    {
        command.Options.Add(Device);
        command.Options.Add(Baud);
        command.Options.Add(Timeout);
    }

    /// <summary>For a command that configures one.</summary>
    public void AddConfigurationTo(Command command)
    {
        command.Options.Add(Ssid);
        command.Options.Add(PasswordFile);
        command.Options.Add(FirmwareUrl);
        command.Options.Add(BootPy);
        command.Options.Add(Key);
        command.Options.Add(NoKey);
    }

    public DeviceAddress AddressOf(ParseResult parsed) => DeviceAddress.Parse(parsed.GetValue(Device) ?? "");

    public TimeSpan TimeoutOf(ParseResult parsed) => DeviceDefaults.Timeout(parsed.GetValue(Timeout));

    /// <exception cref="OtaToolsException">The device cannot be opened.</exception>
    public Task<DeviceSession> OpenAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        DeviceSession.OpenAsync(AddressOf(parsed), parsed.GetValue(Baud), cancellationToken);

    /// <summary>For what outlives a link that is lost.</summary>
    /// <exception cref="OtaToolsException">The device cannot be opened.</exception>
    public Task<DeviceSession> OpenLastingAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        DeviceSession.OpenLastingAsync(AddressOf(parsed), parsed.GetValue(Baud), cancellationToken);
}
