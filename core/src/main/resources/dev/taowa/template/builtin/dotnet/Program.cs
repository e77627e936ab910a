var app = WebApplication.Create(args);

app.MapGet("/", () => $"Hello from .NET {Environment.Version}\n");
app.Run("http://localhost:5000");
