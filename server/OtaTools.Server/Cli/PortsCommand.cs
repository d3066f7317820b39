using System.CommandLine;
using OtaTools.Core.Device.Transport;
using OtaTools.Server.Features.Device;
using OtaTools.Server.Rpc;

namespace OtaTools.Server.Cli;

internal static class PortsCommand
{
    public static Command Create(CommonOptions options, CommandLineConsole console)
    {
        var command = new Command("ports", Messages.PortsDescription()) { options.Json };
        command.SetAction(parsed =>
        {
            var ports = PortCatalog.List();
            if (parsed.GetValue(options.Json))
            {
                console.Out(ContractSerializer.ToLine(new PortsResult(ports)));
                return ExitCode.Ok;
            }

            if (ports.Count == 0)
            {
                console.Note(Messages.NoPorts());
            }

            foreach (var line in PortTable.Lines(ports))
            {
                console.Out(line);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
