using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace OtaTools.Core.Serving.Transport;

/// <summary>Puts a <see cref="SocketOutput"/> in the place of a connection's own output; what comes in is read as ever.</summary>
internal sealed class SocketTransport(IDuplexPipe inner, SocketOutput output) : IDuplexPipe
{
    public PipeReader Input => inner.Input;

    public PipeWriter Output => output;

    public static ConnectionDelegate Use(ConnectionDelegate next) => async connection =>
    {
        var inner = connection.Transport;
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            var output = new SocketOutput(socket);
            connection.Features.Set(output);
            connection.Transport = new SocketTransport(inner, output);
        }

        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = inner;
        }
    };
}
